// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import static io.tanliu.testkit.AgainstOracle.shouldEqual;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.ledger.Accounts;
import io.tanliu.oracle.Inbox;
import io.tanliu.oracle.Oracle;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.testkit.History.Shape;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The ledger against the oracle, over random histories. */
class LedgerAgainstOracleTest {
  private static final Duration HORIZON = Duration.ofDays(45);
  private static final Duration SHORT_HORIZON = Duration.ofDays(2);
  private static final TestFactors FACTORS = new TestFactors();

  /** A week and more, so that last week's readings stand in for missing ones. */
  private static final Shape LONG =
      new Shape(Duration.ofDays(18), Duration.ofDays(9)).ofFewReadings();

  private static final Shape LOADED =
      new Shape(Duration.ofDays(26), Duration.ofDays(2))
          .ofFewReadings()
          .loadedLater(Duration.ofDays(20));

  private static final Shape DENSE_LOADED =
      new Shape(Duration.ofDays(6), Duration.ofHours(30)).loadedLater(Duration.ofDays(4));

  @Test
  void shouldEqualTheOracleWhenReadingsComeLateTwiceCorrectedAndWithdrawn() {
    Shape shape = new Shape(Duration.ofDays(3), Duration.ofDays(3));
    check(
        "shouldEqualTheOracleWhenReadingsComeLateTwiceCorrectedAndWithdrawn", 350, shape, HORIZON);
  }

  @Test
  void shouldEqualTheOracleInAnyOrderOfArrival() {
    Shape shape = new Shape(Duration.ofDays(2), Duration.ZERO);
    String name = "shouldEqualTheOracleInAnyOrderOfArrival";
    seeds(200)
        .forEach(seed -> check(name, seed, history(name, seed, shape).shuffled(seed), HORIZON));
  }

  @Test
  void shouldEqualTheOracleWhileOldReadingsAreForgotten() {
    Shape shape = new Shape(Duration.ofDays(7), Duration.ofDays(2));
    check("shouldEqualTheOracleWhileOldReadingsAreForgotten", 100, shape, SHORT_HORIZON);
  }

  @Test
  void shouldEqualTheOracleWhenSomeReadingsComeBeyondTheHorizon() {
    Shape shape = new Shape(Duration.ofDays(7), Duration.ofDays(4));
    check("shouldEqualTheOracleWhenSomeReadingsComeBeyondTheHorizon", 100, shape, SHORT_HORIZON);
  }

  @Test
  void shouldEqualTheOracleWhenLastWeekStandsInForMissingReadings() {
    check("shouldEqualTheOracleWhenLastWeekStandsInForMissingReadings", 500, LONG, HORIZON);
  }

  @Test
  void shouldEqualTheOracleWhenLastWeekStandsInWhileOldReadingsAreForgotten() {
    Shape shape = new Shape(Duration.ofDays(30), Duration.ofDays(3)).ofFewReadings();
    check(
        "shouldEqualTheOracleWhenLastWeekStandsInWhileOldReadingsAreForgotten",
        150,
        shape,
        SHORT_HORIZON);
  }

  @Test
  void shouldEqualTheOracleWhenHistoryIsLoadedLater() {
    check("shouldEqualTheOracleWhenHistoryIsLoadedLater", 300, LOADED, SHORT_HORIZON);
  }

  @Test
  void shouldEqualTheOracleWhenDenseHistoryIsLoadedLater() {
    check("shouldEqualTheOracleWhenDenseHistoryIsLoadedLater", 150, DENSE_LOADED, SHORT_HORIZON);
  }

  @Test
  void shouldEqualTheOracleForUnitsAndPointsWithAPast() {
    check("shouldEqualTheOracleForUnitsAndPointsWithAPast", 250, LONG.withPast(), HORIZON);
  }

  @Test
  void shouldEqualTheOracleForAPastThatIsLoadedLater() {
    check("shouldEqualTheOracleForAPastThatIsLoadedLater", 150, LOADED.withPast(), SHORT_HORIZON);
  }

  @Test
  void shouldEqualTheOracleInAnyOrderOfALongHistory() {
    String name = "shouldEqualTheOracleInAnyOrderOfALongHistory";
    seeds(150)
        .forEach(seed -> check(name, seed, history(name, seed, LONG).shuffled(seed), HORIZON));
  }

  @Test
  void shouldEqualTheOracleInAnyOrderOfAPastThatIsLoaded() {
    String name = "shouldEqualTheOracleInAnyOrderOfAPastThatIsLoaded";
    Shape shape = LOADED.withPast();
    seeds(150)
        .forEach(
            seed -> check(name, seed, history(name, seed, shape).shuffled(seed), SHORT_HORIZON));
  }

  /**
   * A source an hour of the clock change away from its gap; a loaded reading between two sources.
   */
  @Test
  void shouldEqualTheOracleInHistoriesThatOnceDiffered() {
    String name = "shouldEqualTheOracleInHistoriesThatOnceDiffered";
    check(name, 0, once(312_638, LONG).shuffled(10_085), HORIZON);
    check(name, 1, once(316_673, LOADED.withPast()).shuffled(10_215), SHORT_HORIZON);
  }

  private static History once(long seed, Shape shape) {
    return History.random(seed, "U-1", "360100", "3120", shape);
  }

  @Test
  void shouldMeetEverythingThatTheHistoriesAreMeantToContain() {
    Accounts sum = Accounts.ZERO;
    long estimated = 0;
    long forgotten = 0;
    long byHand = 0;
    long loaded = 0;
    for (long seed = 0; seed < 60; seed++) {
      Shape shape = seed % 2 == 0 ? LOADED : new Shape(Duration.ofDays(9), Duration.ofDays(4));
      History history = history("", seed, shape);
      MemoryLedger ledger = new MemoryLedger(history.unit(), SHORT_HORIZON, FACTORS);
      history.frames().forEach(ledger::take);
      sum = sum.plus(ledger.unitBook.accounts());
      forgotten += ledger.unitBook.accounts().accepted() - ledger.readings.readings();
      Inbox inbox = Inbox.of(history.unit(), SHORT_HORIZON, history.frames());
      byHand += inbox.changes().size();
      loaded +=
          history.unit().points().stream()
              .flatMap(point -> inbox.kept(point.id()).stream())
              .filter(kept -> kept.backfilled())
              .count();
      estimated +=
          Oracle.of(inbox, FACTORS).buckets().values().stream()
              .flatMap(lines -> lines.values().stream())
              .filter(cell -> cell.estimated() > 0)
              .count();
    }
    assertThat(sum.duplicate()).isPositive();
    assertThat(sum.corrected()).isPositive();
    assertThat(sum.rejected()).isPositive();
    assertThat(sum.resets()).isPositive();
    assertThat(byHand).isPositive();
    assertThat(loaded).isPositive();
    assertThat(estimated).isPositive();
    assertThat(forgotten).isGreaterThan(sum.accepted() / 3);
  }

  /** All seeds, or the one of {@code -Dtanliu.seed=}. */
  private static LongStream seeds(int count) {
    Long one = Long.getLong("tanliu.seed");
    return one == null ? LongStream.range(0, count).parallel() : LongStream.of(one);
  }

  private static History history(String test, long seed, Shape shape) {
    long own = seed * 97 + Math.floorMod(test.hashCode(), 97);
    return History.random(own, "U-1", "360100", "3120", shape);
  }

  private static void check(String test, int count, Shape shape, Duration horizon) {
    seeds(count).forEach(seed -> check(test, seed, history(test, seed, shape), horizon));
  }

  private static void check(String test, long seed, History history, Duration horizon) {
    String how =
        "./mvnw -q -pl modules/testkit -am test -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dtest=LedgerAgainstOracleTest#"
            + test
            + " -Dtanliu.seed="
            + seed;
    MemoryLedger ledger = new MemoryLedger(history.unit(), horizon, FACTORS);
    history.frames().forEach(ledger::take);
    Inbox inbox = Inbox.of(history.unit(), horizon, history.frames());
    OracleBooks oracle = OracleBooks.of(Oracle.of(inbox, FACTORS));

    Accounts accounts = ledger.unitBook.accounts();
    assertThat(
            List.of(
                accounts.accepted(),
                accounts.duplicate(),
                accounts.corrected(),
                accounts.rejected()))
        .as(how)
        .isEqualTo(inbox.accounts());
    assertThat(accounts.received()).as(how).isEqualTo(history.received());
    assertThat(ledger.book.asOf()).as(how).isEqualTo(oracle.asOf());
    shouldEqual(ledger, oracle, how);
  }
}
