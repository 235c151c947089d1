// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import static io.tanliu.oracle.Given.DAY;
import static io.tanliu.oracle.Given.HOUR;
import static io.tanliu.oracle.Given.backfill;
import static io.tanliu.oracle.Given.reading;
import static io.tanliu.oracle.Given.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules of the oracle, each by an example that is calculated by hand. */
class OracleTest {
  private static final long T = Given.at("2024-06-10T00:00:00Z");

  private static OracleBooks books(EnergyUnit unit, ReadingFrame... frames) {
    Inbox inbox = Inbox.of(unit, Duration.ofDays(45), List.of(frames));
    return OracleBooks.of(Oracle.of(inbox, Given.NO_FACTORS));
  }

  private static OracleBooks books(Point point, ReadingFrame... frames) {
    return books(Given.unit(point), frames);
  }

  /** Amount, covered and estimated time of electricity over some hours. */
  private static Cell sum(OracleBooks books, long from, long hours) {
    return books.buckets().subMap(from, from + hours * HOUR).values().stream()
        .flatMap(lines -> lines.values().stream())
        .reduce(Cell.ZERO, Cell::plus);
  }

  private static Cell cell(long amount, long covered, long estimated) {
    return new Cell(java.math.BigInteger.valueOf(amount), covered, estimated);
  }

  @Test
  void shouldTakeMissingIntervalsFromTheSameHoursAWeekBefore() {
    Point point = Given.hourly(Measure.INTERVAL, Estimation.LAST_WEEK);
    OracleBooks books =
        books(
            point,
            report(reading(T + HOUR, 11), reading(T + 2 * HOUR, 22)),
            report(reading(T + 7 * DAY, 5), reading(T + 7 * DAY + 4 * HOUR, 6)));
    long day = T + 7 * DAY;
    assertThat(sum(books, day, 1)).isEqualTo(cell(5, HOUR, 0));
    assertThat(sum(books, day + HOUR, 1)).isEqualTo(cell(11, 0, HOUR));
    assertThat(sum(books, day + 2 * HOUR, 1)).isEqualTo(cell(22, 0, HOUR));
    assertThat(sum(books, day + 3 * HOUR, 1)).as("no source").isEqualTo(Cell.ZERO);
    assertThat(sum(books, T + 3 * HOUR, 1)).as("more than a week").isEqualTo(Cell.ZERO);
    assertThat(sum(books, day, 5)).isEqualTo(cell(44, 2 * HOUR, 2 * HOUR));
  }

  /** In the night of 31 March 2024 the clock of Berlin went from 02:00 to 03:00. */
  @Test
  void shouldGoByTheLocalClockWhenItLooksAWeekBack() {
    Point point = Given.hourly(Measure.INTERVAL, Estimation.LAST_WEEK);
    long noonBefore = Given.at("2024-03-29T11:00:00Z");
    long noon = Given.at("2024-04-05T10:00:00Z");
    OracleBooks books =
        books(
            point,
            report(reading(noonBefore, 12)),
            report(reading(noon - HOUR, 1), reading(noon + HOUR, 1)));
    assertThat(sum(books, noon, 1)).isEqualTo(cell(12, 0, HOUR));
  }

  @Test
  void shouldMoveTheLinesOfLastWeekIntoAGapOfRates() {
    Point point = Given.hourly(Measure.RATE, Estimation.LAST_WEEK);
    long next = T + 7 * DAY;
    OracleBooks books =
        books(
            point,
            report(reading(T, 0), reading(T + HOUR, 400), reading(T + 2 * HOUR, 400)),
            report(reading(T + 3 * HOUR + 1, 400)),
            report(reading(next - HOUR / 2, 10), reading(next + HOUR / 2, 10)),
            report(reading(next + 4 * HOUR, 10)));
    assertThat(sum(books, next + HOUR / 2, 1).estimated()).isEqualTo(HOUR);
    // From half past: the half hour from 200 to 400 W is 150 Wh, the half hour at 400 W is 200 Wh.
    assertThat(sum(books, next + HOUR / 2, 1).amount().longValueExact()).isEqualTo(350);
    assertThat(sum(books, next + 2 * HOUR, 2)).as("no line last week").isEqualTo(Cell.ZERO);
  }

  @Test
  void shouldDrawALineThroughAGapOfRatesWhenThePointSaysSo() {
    Point point = Given.hourly(Measure.RATE, Estimation.LINEAR);
    OracleBooks books =
        books(
            point,
            report(reading(T, 100), reading(T + 4 * HOUR, 300)),
            report(reading(T + 12 * DAY, 300)));
    assertThat(sum(books, T, 4)).isEqualTo(cell(800, 0, 4 * HOUR));
    assertThat(sum(books, T + 4 * HOUR, 24)).as("more than a week").isEqualTo(Cell.ZERO);
  }

  @Test
  void shouldNotEstimateFromHistoryThatWasLoadedLater() {
    Point point = Given.hourly(Measure.INTERVAL, Estimation.LAST_WEEK);
    long now = T + 60 * DAY;
    OracleBooks books =
        books(
            point,
            report(reading(now, 1)),
            backfill(reading(T, 4), reading(T + HOUR, 8), reading(T + 7 * DAY, 2)),
            backfill(reading(T + 7 * DAY + 2 * HOUR, 3)));
    assertThat(sum(books, T, 24 * 8)).isEqualTo(cell(17, 4 * HOUR, 0));
  }

  @Test
  void shouldUnderstandAReadingByTheDefinitionOfItsTime() {
    Point now = Given.hourly(Measure.REGISTER, Estimation.LINEAR);
    Point before =
        new Point(
            now.id(),
            now.name(),
            now.energy(),
            now.measure(),
            now.unit(),
            now.interval(),
            now.level(),
            now.direction(),
            now.parent(),
            new BigDecimal("10"),
            now.modulus(),
            now.ratedMaximum(),
            now.maxGap(),
            now.signed());
    EnergyUnit unit = dated(List.of(), List.of(new Point.Earlier(T + HOUR, before)), now);
    OracleBooks books =
        books(
            unit,
            report(reading(T, 1), reading(T + HOUR - 1, 3)),
            report(reading(T + HOUR + 1, 4), reading(T + 2 * HOUR, 9)));
    // Both ends of what lies across the change are understood by the definition before it.
    assertThat(sum(books, T, 3).amount().longValueExact()).isEqualTo(20 + 10 + 5);
  }

  @Test
  void shouldCountAQuarterHourWhereTheUnitBelongedThen() {
    Point point = Given.hourly(Measure.INTERVAL, Estimation.NONE);
    Affiliation south = new Affiliation("360111", "3120");
    EnergyUnit unit = dated(List.of(new Affiliation.Earlier(T + HOUR, south)), List.of(), point);
    Inbox inbox =
        Inbox.of(
            unit,
            Duration.ofDays(45),
            List.of(report(reading(T, 10), reading(T + HOUR, 20), reading(T + 2 * HOUR, 30))));
    Oracle oracle = Oracle.of(inbox, Given.NO_FACTORS);
    OracleBooks left = new OracleBooks(Given.BERLIN).add(oracle, south::equals);
    OracleBooks joined = new OracleBooks(Given.BERLIN).add(oracle, a -> !a.equals(south));
    OracleBooks.Window window = new OracleBooks.Window("any", T, T + 4 * HOUR);
    assertThat(left.shares(window)).containsEntry("electricity", new OracleBooks.Share(10, 1, 0));
    assertThat(joined.shares(window)).containsEntry("electricity", new OracleBooks.Share(50, 1, 0));
    assertThat(OracleBooks.of(oracle).shares(window))
        .containsEntry("electricity", new OracleBooks.Share(60, 1, 0));
  }

  private static EnergyUnit dated(
      List<Affiliation.Earlier> affiliations, List<Point.Earlier> earlier, Point point) {
    return new EnergyUnit(
        "U",
        "U",
        "360100",
        "3120",
        Given.BERLIN,
        List.of(point),
        affiliations,
        earlier,
        Optional.empty());
  }
}
