// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import static io.tanliu.testkit.AgainstOracle.frame;
import static io.tanliu.testkit.AgainstOracle.judged;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.ledger.Line;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The edges of what may be estimated and of what is settled, which random histories seldom meet.
 */
class EstimationEdgesTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final long START = Instant.parse("2024-05-06T00:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final Duration HORIZON = Duration.ofDays(45);

  private final List<ReadingFrame> frames = new ArrayList<>();

  private static Point point(Measure measure, Duration interval, Duration maxGap) {
    return new Point(
        "P",
        "",
        "electricity",
        measure,
        measure == Measure.RATE ? PhysicalUnit.KW : PhysicalUnit.KWH,
        interval,
        1,
        Direction.BOUGHT,
        Optional.empty(),
        BigDecimal.ONE,
        Optional.empty(),
        Optional.empty(),
        maxGap,
        false);
  }

  private static EnergyUnit unit(ZoneId zone, Point point, Point.Earlier... earlier) {
    return new EnergyUnit(
        "U",
        "U",
        "360100",
        "3120",
        zone,
        List.of(point),
        List.of(),
        List.of(earlier),
        Optional.empty());
  }

  private void report(long time, long value) {
    frames.add(frame(frames.size(), time, value));
  }

  /** In any order: every reading once as the last one, and once corrected at the end. */
  private void shouldEqualTheOracleWhicheverComesLast(EnergyUnit unit) {
    for (int i = 0; i < frames.size(); i++) {
      List<ReadingFrame> last = new ArrayList<>(frames);
      last.add(last.remove(i));
      judged(unit, HORIZON, last, i + " comes last");

      List<ReadingFrame> corrected = new ArrayList<>(frames);
      corrected.add(frame(frames.size(), frames.get(i).readings().get(0).time(), 77));
      judged(unit, HORIZON, corrected, i + " is corrected");
    }
  }

  private static long estimated(MemoryLedger ledger, long at) {
    long start = Granularity.YEAR.start(at, ledger.book.zone());
    return ledger
        .windows
        .get(Granularity.YEAR, start)
        .lines()
        .get("electricity:bought")
        .estimated();
  }

  @Test
  void shouldEstimateAtMostTenThousandAndEightyIntervals() {
    long slot = 30_000;
    Point meter = point(Measure.INTERVAL, Duration.ofSeconds(30), Duration.ofSeconds(30));
    for (int more = 0; more <= 1; more++) {
      frames.clear();
      report(START + 10 * HOUR, 4);
      report(START + 40 * HOUR, 6);
      long begin = START + 7 * DAY;
      report(begin - slot, 1);
      report(begin + (10_080 + more) * slot, 1);
      MemoryLedger ledger = judged(unit(SHANGHAI, meter), HORIZON, frames, "more " + more);
      assertThat(estimated(ledger, START)).isEqualTo((1 - more) * 2 * slot);
    }
  }

  @Test
  void shouldAskTheVersionOfALineWhetherItIsASource() {
    Point now = point(Measure.RATE, Duration.ofHours(1), Duration.ofHours(1));
    Point before = point(Measure.RATE, Duration.ofHours(1), Duration.ofHours(4));
    for (int turned = 0; turned <= 1; turned++) {
      frames.clear();
      EnergyUnit dated =
          turned == 0
              ? unit(SHANGHAI, now, new Point.Earlier(START + DAY, before))
              : unit(SHANGHAI, before, new Point.Earlier(START + DAY, now));
      for (int hour = 0; hour <= 24; hour += 3) {
        report(START + hour * HOUR, 1 + hour);
      }
      report(START + 7 * DAY + HOUR, 5);
      report(START + 7 * DAY + 20 * HOUR, 5);
      MemoryLedger ledger = judged(dated, HORIZON, frames, "turned " + turned);
      assertThat(estimated(ledger, START) > 0).as("turned %s", turned).isEqualTo(turned == 0);
      shouldEqualTheOracleWhicheverComesLast(dated);
    }
  }

  /** A gap of exactly a week reaches back to the reading before it: that is a source as well. */
  @Test
  void shouldFollowASourceThatIsTheBeginningOfItsOwnGap() {
    for (Measure measure : List.of(Measure.RATE, Measure.INTERVAL)) {
      frames.clear();
      Point meter = point(measure, Duration.ofHours(1), Duration.ofHours(1));
      for (int hour = -3; hour <= 3; hour++) {
        report(START + hour * HOUR, 5 + hour);
      }
      for (int hour = -2; hour <= 0; hour++) {
        report(START + 7 * DAY + hour * HOUR, 20 + hour);
      }
      for (int hour = 0; hour <= 2; hour++) {
        report(START + 14 * DAY + hour * HOUR, 30 + hour);
      }
      shouldEqualTheOracleWhicheverComesLast(unit(SHANGHAI, meter));
    }
  }

  /** On Lord Howe Island clocks move by half an hour: hours on one side are half hours off. */
  @Test
  void shouldLeaveTheLastSlotOfAGapOpenThatDoesNotFit() {
    ZoneId zone = ZoneId.of("Australia/Lord_Howe");
    Point meter = point(Measure.INTERVAL, Duration.ofHours(1), Duration.ofHours(1));
    for (String change : List.of("2024-04-07T02:00", "2024-10-06T02:00")) {
      frames.clear();
      long changed = LocalDateTime.parse(change).atZone(zone).toInstant().toEpochMilli();
      long midnight =
          LocalDateTime.parse(change).minusHours(2).atZone(zone).toInstant().toEpochMilli();
      for (int hour = -6; hour <= 10; hour++) {
        report(midnight - 7 * DAY + hour * HOUR, 3 + hour % 4);
      }
      report(midnight - 4 * HOUR, 1);
      LocalDateTime after = LocalDateTime.parse(change).plusHours(6);
      report(after.atZone(zone).toInstant().toEpochMilli(), 1);
      report(after.plusHours(1).atZone(zone).toInstant().toEpochMilli(), 1);
      assertThat(frames.get(frames.size() - 2).readings().get(0).time()).isGreaterThan(changed);
      MemoryLedger ledger = judged(unit(zone, meter), HORIZON, frames, change);
      assertThat(ledger.unitBook.accounts().rejected()).as("all on the grid").isZero();
      shouldEqualTheOracleWhicheverComesLast(unit(zone, meter));
    }
  }

  /** Whether two readings are joined is asked of the version of the first. */
  @Test
  void shouldSettleAcrossAChangeOfVersionsByTheFirstOfTwoReadings() {
    Duration horizon = Duration.ofDays(2);
    for (Measure measure : List.of(Measure.REGISTER, Measure.RATE)) {
      Point narrow =
          point(measure, Duration.ofHours(1), Duration.ofHours(1))
              .with(measure == Measure.RATE ? Estimation.NONE : Estimation.LINEAR);
      Point wide =
          point(measure, Duration.ofHours(1), Duration.ofHours(3)).with(narrow.estimation());
      for (int turned = 0; turned <= 1; turned++) {
        frames.clear();
        long change = START + 2 * HOUR;
        EnergyUnit dated =
            turned == 0
                ? unit(SHANGHAI, narrow, new Point.Earlier(change, wide))
                : unit(SHANGHAI, wide, new Point.Earlier(change, narrow));
        report(START + HOUR, 10);
        report(START + 3 * HOUR, 20);
        report(START + 8 * DAY, 30);
        frames.add(history(START + 2 * HOUR, 15));
        MemoryLedger ledger = judged(dated, horizon, frames, measure + ", turned " + turned);
        assertThat(ledger.unitBook.accounts().rejected())
            .as("%s, turned %s: %s", measure, turned, Code.SETTLED)
            .isEqualTo(1 - turned);
      }
    }
  }

  /**
   * A point that is kept for longer from now on has stretches behind which something is unsettled:
   * they are not joined across it.
   */
  @Test
  void shouldNotJoinWhatWasSettledWithWhatIsNotYet() {
    Point none =
        point(Measure.RATE, Duration.ofHours(1), Duration.ofHours(3)).with(Estimation.NONE);
    Point week = none.with(Estimation.LAST_WEEK);
    MemoryLedger ledger =
        new MemoryLedger(unit(SHANGHAI, none), Duration.ofDays(2), new TestFactors());
    ledger.take(frame(0, START + 2 * HOUR, 1));
    ledger.take(frame(1, START + 5 * DAY, 1));
    assertThat(ledger.unitBook.points().get(0).settled()).hasSize(1);
    Point.Earlier until = new Point.Earlier(START + 4 * DAY, none);
    assertThat(ledger.redefine(unit(SHANGHAI, week, until))).isEmpty();

    assertThat(ledger.take(history(START - HOUR, 1)).rejections()).isEmpty();
    assertThat(ledger.take(history(START + HOUR, 1)).rejections()).isEmpty();
    ledger.take(frame(2, START + 17 * DAY + HOUR, 1));
    assertThat(ledger.take(history(START + HOUR / 2, 1)).rejections()).isEmpty();
    long start = Granularity.YEAR.start(START, SHANGHAI);
    assertThat(ledger.windows.get(Granularity.YEAR, start).lines().get("electricity:bought"))
        .as("1 kW from 23:00 to 02:00")
        .isEqualTo(new Line(3_000, 3 * HOUR, 0));
  }

  private ReadingFrame history(long time, long value) {
    return new ReadingFrame(
        "H" + frames.size(),
        "U",
        START + 400 * DAY,
        "test",
        "",
        Action.REPORT,
        true,
        Optional.empty(),
        List.of(new Reading("P", time, value, 0)));
  }
}
