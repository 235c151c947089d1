// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.oracle.Inbox;
import io.tanliu.oracle.Oracle;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.testkit.History;
import io.tanliu.testkit.TestFactors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Units of several regions through the whole topology, against the oracle at every level. */
class TopologyAgainstOracleTest {
  private static final TestFactors FACTORS = new TestFactors();
  private static final Duration HORIZON = Duration.ofHours(14);
  private static final List<String> REGIONS = List.of("360102", "360111", "360481", "330108");
  private static final List<String> INDUSTRIES = List.of("3120", "2611");

  @Test
  void shouldEqualTheOracleFromTheUnitUpToTheNationAndTheIndustry() {
    Long one = Long.getLong("tanliu.seed");
    LongStream seeds = one == null ? LongStream.range(0, 20) : LongStream.of(one);
    seeds.forEach(TopologyAgainstOracleTest::check);
  }

  private static void check(long seed) {
    String how =
        "./mvnw -q -pl modules/topology -am test -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dtest=TopologyAgainstOracleTest -Dtanliu.seed="
            + seed;
    Random random = new Random(seed);
    List<History> histories = new ArrayList<>();
    List<Oracle> units = new ArrayList<>();
    long[] accounts = new long[4];
    List<Inbox.Change> changes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String region = REGIONS.get(random.nextInt(REGIONS.size()));
      String industry = INDUSTRIES.get(random.nextInt(INDUSTRIES.size()));
      History history =
          History.random(seed * 31 + i, "U-" + i, region, industry, shape(seed, random));
      histories.add(history);
      Inbox inbox = Inbox.of(history.unit(), HORIZON, history.frames());
      units.add(Oracle.of(inbox, FACTORS));
      changes.addAll(inbox.changes());
      for (int k = 0; k < accounts.length; k++) {
        accounts[k] += inbox.accounts().get(k);
      }
    }
    Map<String, OracleBooks> books =
        OracleBooks.all(units, LedgerDriver.MEMBERSHIP, LedgerDriver.ZONE);
    try (LedgerDriver driver = new LedgerDriver(HORIZON)) {
      histories.forEach(history -> driver.define(history.unit()));
      play(histories, driver, random);
      Published published = new Published(driver.energy(), driver.carbon());
      books.forEach((entity, oracle) -> published.shouldEqual(entity, oracle, how));
      long received = histories.stream().mapToLong(History::received).sum();
      assertThat(driver.counters())
          .as(how)
          .containsExactly(received, accounts[0], accounts[1], accounts[2], accounts[3]);
      assertThat(driver.rejected()).as(how).hasSize((int) accounts[3]);
      assertThat(driver.edits())
          .as(how)
          .containsExactlyInAnyOrderElementsOf(changes.stream().map(EditText::of).toList());
    }
  }

  /** Short histories of many readings, and long ones of few in which last week stands in. */
  private static History.Shape shape(long seed, Random random) {
    History.Shape shape =
        switch ((int) (seed % 3)) {
          case 0 ->
              new History.Shape(Duration.ofHours(15 + random.nextInt(25)), Duration.ofHours(20));
          case 1 -> new History.Shape(Duration.ofDays(10), Duration.ofHours(20)).ofFewReadings();
          default ->
              new History.Shape(Duration.ofDays(8), Duration.ofHours(10))
                  .ofFewReadings()
                  .loadedLater(Duration.ofDays(6));
        };
    return random.nextBoolean() ? shape.withPast() : shape;
  }

  /** Frames of all units in turn, with a publication now and then. */
  private static void play(List<History> histories, LedgerDriver driver, Random random) {
    int[] next = new int[histories.size()];
    for (int left = histories.size(); left > 0; ) {
      int unit = random.nextInt(histories.size());
      History history = histories.get(unit);
      if (next[unit] < history.frames().size()) {
        driver.frame(history.frames().get(next[unit]++));
        left -= next[unit] == history.frames().size() ? 1 : 0;
      }
      if (random.nextInt(20) == 0) {
        driver.publish();
      }
    }
  }
}
