// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.ledger.Accounts;
import io.tanliu.oracle.Inbox;
import io.tanliu.oracle.Oracle;
import io.tanliu.oracle.OracleBooks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The ledger against the oracle, over random histories. */
class LedgerAgainstOracleTest {
  private static final Duration HORIZON = Duration.ofDays(45);
  private static final TestFactors FACTORS = new TestFactors();

  /** All seeds, or the one of {@code -Dtanliu.seed=}. */
  private static LongStream seeds(int count) {
    Long one = Long.getLong("tanliu.seed");
    return one == null ? LongStream.range(0, count) : LongStream.of(one);
  }

  @Test
  void shouldEqualTheOracleWhenReadingsComeLateTwiceAndCorrected() {
    History.Shape shape = new History.Shape(Duration.ofDays(4), Duration.ofDays(3));
    seeds(300).forEach(seed -> check(seed, shape, HORIZON, false));
  }

  @Test
  void shouldEqualTheOracleInAnyOrderOfArrival() {
    History.Shape shape = new History.Shape(Duration.ofDays(3), Duration.ZERO);
    seeds(150).forEach(seed -> check(1_000 + seed, shape, HORIZON, true));
  }

  @Test
  void shouldEqualTheOracleWhileOldReadingsAreForgotten() {
    History.Shape shape = new History.Shape(Duration.ofDays(9), Duration.ofDays(2));
    seeds(60).forEach(seed -> check(2_000 + seed, shape, Duration.ofDays(2), false));
  }

  @Test
  void shouldEqualTheOracleWhenSomeReadingsComeBeyondTheHorizon() {
    History.Shape shape = new History.Shape(Duration.ofDays(9), Duration.ofDays(4));
    seeds(60).forEach(seed -> check(3_000 + seed, shape, Duration.ofDays(2), false));
  }

  private static String reproduce(long seed) {
    return "./mvnw -q -pl modules/testkit -am test -Dsurefire.failIfNoSpecifiedTests=false"
        + " -Dtest=LedgerAgainstOracleTest -Dtanliu.seed="
        + seed % 1_000;
  }

  @Test
  void shouldMeetEverythingThatTheHistoriesAreMeantToContain() {
    History.Shape shape = new History.Shape(Duration.ofDays(9), Duration.ofDays(4));
    Accounts sum = Accounts.ZERO;
    long estimated = 0;
    long forgotten = 0;
    for (long seed = 0; seed < 40; seed++) {
      History history = History.random(seed, "U-1", "360100", "3120", shape);
      MemoryLedger ledger = new MemoryLedger(history.unit(), Duration.ofDays(2), FACTORS);
      history.frames().forEach(ledger::take);
      sum = sum.plus(ledger.unitBook.accounts());
      forgotten += ledger.unitBook.accounts().accepted() - ledger.readings.readings();
      Inbox inbox = Inbox.of(Duration.ofDays(2), history.arrivals());
      estimated +=
          Oracle.buckets(history.unit(), inbox.kept(), FACTORS).values().stream()
              .flatMap(lines -> lines.values().stream())
              .filter(cell -> cell.estimated() > 0)
              .count();
    }
    assertThat(sum.duplicate()).isPositive();
    assertThat(sum.corrected()).isPositive();
    assertThat(sum.rejected()).isPositive();
    assertThat(sum.resets()).isPositive();
    assertThat(estimated).isPositive();
    assertThat(forgotten).isGreaterThan(sum.accepted() / 2);
  }

  private static void check(long seed, History.Shape shape, Duration horizon, boolean shuffled) {
    History history = History.random(seed, "U-1", "360100", "3120", shape);
    history = shuffled ? history.shuffled(seed) : history;
    MemoryLedger ledger = new MemoryLedger(history.unit(), horizon, FACTORS);
    history.frames().forEach(ledger::take);
    Inbox inbox = Inbox.of(horizon, history.arrivals());
    OracleBooks oracle = OracleBooks.of(history.unit(), inbox.kept(), FACTORS);

    String how = reproduce(seed);
    Accounts accounts = ledger.unitBook.accounts();
    assertThat(
            List.of(
                accounts.accepted(),
                accounts.duplicate(),
                accounts.corrected(),
                accounts.rejected()))
        .as(how)
        .isEqualTo(inbox.accounts());
    assertThat(accounts.received()).as(how).isEqualTo(history.arrivals().size());
    assertThat(ledger.book.asOf()).as(how).isEqualTo(oracle.asOf());
    for (OracleBooks.Window window : oracle.windows()) {
      Map<String, OracleBooks.Share> expected = oracle.shares(window);
      Map<String, OracleBooks.Share> found = ledger.shares(window);
      if (!expected.equals(found)) {
        assertThat(found).as("%s: %s", how, window).isEqualTo(expected);
      }
    }
  }
}
