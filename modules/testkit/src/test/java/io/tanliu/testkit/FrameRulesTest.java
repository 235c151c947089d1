// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import static io.tanliu.testkit.AgainstOracle.frame;
import static io.tanliu.testkit.AgainstOracle.judged;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.ledger.FrameOutcome;
import io.tanliu.domain.ledger.FrameOutcome.Outcome;
import io.tanliu.domain.ledger.Line;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.domain.reading.ReadingFrame.Edit;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a frame may do and what it may not, one rule at a time. */
class FrameRulesTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final long START = Instant.parse("2024-05-01T00:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final Duration HORIZON = Duration.ofDays(2);
  private static final Optional<Edit> BY_HAND = Optional.of(new Edit("Li", "meter was read", 0));

  private final MemoryLedger ledger =
      new MemoryLedger(
          unit(
              point("I", Measure.INTERVAL, PhysicalUnit.KWH, Duration.ofHours(1)),
              point("R", Measure.REGISTER, PhysicalUnit.KWH, Duration.ofHours(3)),
              point("P", Measure.RATE, PhysicalUnit.KW, Duration.ofHours(13))),
          HORIZON,
          new TestFactors());

  private static EnergyUnit unit(Point... points) {
    return new EnergyUnit("U", "U", "360100", "3120", ZONE, List.of(points));
  }

  private static Point point(String id, Measure measure, PhysicalUnit unit, Duration maxGap) {
    return new Point(
        id,
        "",
        "electricity",
        measure,
        unit,
        Duration.ofHours(1),
        1,
        Direction.BOUGHT,
        Optional.empty(),
        BigDecimal.ONE,
        Optional.empty(),
        Optional.empty(),
        maxGap,
        false);
  }

  private FrameOutcome take(Action action, boolean backfill, Optional<Edit> edit, Reading... all) {
    return ledger.take(
        new ReadingFrame(
            "F", "U", START + 400 * DAY, "test", "", action, backfill, edit, List.of(all)));
  }

  private FrameOutcome report(Reading... readings) {
    return take(Action.REPORT, false, Optional.empty(), readings);
  }

  private FrameOutcome backfill(Reading... readings) {
    return take(Action.REPORT, true, Optional.empty(), readings);
  }

  private static Reading reading(String point, long hour, long value) {
    return new Reading(point, START + hour * HOUR, value, 0);
  }

  private static List<Code> codes(FrameOutcome outcome) {
    return outcome.rejections().stream().map(r -> r.error().code()).toList();
  }

  private Line year() {
    long start = Granularity.YEAR.start(START, ZONE);
    return ledger.windows.get(Granularity.YEAR, start).lines().get("electricity:bought");
  }

  @Test
  void shouldCountTheHorizonFromTheNewestReadingOfAnyPoint() {
    report(reading("R", 100, 1));
    FrameOutcome outcome = report(reading("I", 52, 1), reading("I", 51, 1), reading("I", 101, 1));
    assertThat(outcome.outcomes())
        .containsExactly(Outcome.ACCEPTED, Outcome.REJECTED, Outcome.ACCEPTED);
    assertThat(codes(outcome)).containsExactly(Code.BEYOND_HORIZON);
    assertThat(codes(report(reading("I", 52, 1)))).containsExactly(Code.BEYOND_HORIZON);
  }

  @Test
  void shouldRefuseToWithdrawOrEditBeyondTheHorizonAlsoAsBackfill() {
    report(reading("I", 0, 1), reading("R", 100, 1));
    for (boolean backfill : new boolean[] {false, true}) {
      for (Optional<Edit> edit : List.of(BY_HAND, Optional.<Edit>empty())) {
        assertThat(codes(take(Action.WITHDRAW, backfill, edit, reading("I", 1, 0))))
            .containsExactly(Code.BEYOND_HORIZON);
      }
      assertThat(codes(take(Action.REPORT, backfill, BY_HAND, reading("I", 1, 5))))
          .containsExactly(Code.BEYOND_HORIZON);
    }
    assertThat(ledger.unitBook.accounts().received()).isEqualTo(8);
  }

  @Test
  void shouldSayWhatStoodThereBeforeAndAfterAChangeByHand() {
    report(reading("I", 0, 7));
    FrameOutcome outcome =
        take(Action.REPORT, false, BY_HAND, reading("I", 0, 7), reading("I", 0, 9));
    assertThat(outcome.outcomes()).containsExactly(Outcome.DUPLICATE, Outcome.CORRECTED);
    assertThat(outcome.edits())
        .extracting(e -> List.of(e.index(), e.before(), e.after()))
        .containsExactly(
            List.of(0, Optional.of(new BigDecimal(7)), Optional.of(new BigDecimal(7))),
            List.of(1, Optional.of(new BigDecimal(7)), Optional.of(new BigDecimal(9))));
    FrameOutcome gone = take(Action.WITHDRAW, false, BY_HAND, reading("I", 0, 0));
    assertThat(gone.edits())
        .extracting(e -> List.of(e.before(), e.after()))
        .containsExactly(List.of(Optional.of(new BigDecimal(9)), Optional.empty()));
    assertThat(year()).isEqualTo(Line.ZERO);

    assertThat(codes(report(reading("I", 0, 9)))).containsExactly(Code.EDITED);
    assertThat(take(Action.WITHDRAW, false, Optional.empty(), reading("I", 0, 0)).outcomes())
        .containsExactly(Outcome.DUPLICATE);
    assertThat(take(Action.REPORT, false, BY_HAND, reading("I", 0, 3)).outcomes())
        .containsExactly(Outcome.ACCEPTED);
    assertThat(report(reading("I", 0, 3)).outcomes()).containsExactly(Outcome.DUPLICATE);
    assertThat(codes(report(reading("I", 0, 4)))).containsExactly(Code.EDITED);
    assertThat(codes(take(Action.WITHDRAW, false, Optional.empty(), reading("I", 0, 0))))
        .containsExactly(Code.EDITED);
    assertThat(year()).isEqualTo(new Line(3_000, HOUR, 0));
  }

  @Test
  void shouldLeaveARateOpenWhoseNeighboursMayBeFurtherApartThanSourcesAreKept() {
    report(reading("P", 0, 1), reading("P", 10, 1), reading("P", 20, 1), reading("P", 30, 1));
    report(reading("P", 168 + 10, 1), reading("P", 168 + 30, 1));
    assertThat(year()).as("30 hours of 1 kW").isEqualTo(new Line(30_000, 30 * HOUR, 0));
  }

  /** Every second hour of a register that may be silent for one hour at most stands alone. */
  @Test
  void shouldJoinTheTwoOldestStretchesBeyondThirtyTwo() {
    report(reading("R", 4_000, 1_000_000));
    for (int i = 0; i < 40; i++) {
      assertThat(backfill(reading("R", 1_000 + i * 10, i)).rejections()).isEmpty();
    }
    report(reading("R", 4_100, 1_000_001));
    assertThat(ledger.unitBook.points().get(0).settled()).hasSize(32);
    long sum = year().amount();
    // 41 settled readings, of which the ten oldest are one stretch.
    assertThat(codes(backfill(reading("R", 1_085, 8)))).containsExactly(Code.SETTLED);
    assertThat(backfill(reading("R", 1_095, 9)).rejections()).isEmpty();
    assertThat(year().amount()).isEqualTo(sum);
  }

  @Test
  void shouldNotTakeAWithdrawalForTheTimeThatTheUnitHasReached() {
    report(reading("I", 0, 1));
    for (Optional<Edit> edit : List.of(BY_HAND, Optional.<Edit>empty())) {
      FrameOutcome outcome = take(Action.WITHDRAW, false, edit, reading("I", 90, 0));
      assertThat(outcome.outcomes()).containsExactly(Outcome.DUPLICATE);
      assertThat(outcome.reach()).isEqualTo(Long.MIN_VALUE);
    }
    assertThat(ledger.unitBook.newest()).isEqualTo(START);
    assertThat(report(reading("I", 1, 1)).rejections()).as("still within the horizon").isEmpty();
    assertThat(codes(report(reading("I", 90, 1)))).containsExactly(Code.EDITED);
  }

  @Test
  void shouldJudgeAReadingByTheVersionOfItsTime() {
    Point now = point("I", Measure.INTERVAL, PhysicalUnit.KWH, Duration.ofHours(1));
    Point before =
        new Point(
            "I",
            "",
            "electricity",
            Measure.INTERVAL,
            PhysicalUnit.KWH,
            Duration.ofHours(1),
            1,
            Direction.BOUGHT,
            Optional.empty(),
            BigDecimal.ONE,
            Optional.empty(),
            Optional.empty(),
            Duration.ofHours(1),
            true);
    EnergyUnit dated =
        new EnergyUnit(
            "U",
            "U",
            "360100",
            "3120",
            ZONE,
            List.of(now),
            List.of(),
            List.of(new Point.Earlier(START + 5 * HOUR, before)),
            Optional.empty());
    MemoryLedger own = new MemoryLedger(dated, HORIZON, new TestFactors());
    FrameOutcome outcome =
        own.take(History.frame("U", 0, List.of(reading("I", 4, -1), reading("I", 5, -1))));
    assertThat(outcome.outcomes()).containsExactly(Outcome.ACCEPTED, Outcome.REJECTED);
    assertThat(codes(outcome)).containsExactly(Code.NEGATIVE);
  }

  @Test
  void shouldCountAResetOnlyWhileThereIsOne() {
    report(reading("R", 0, 500), reading("R", 1, 3), reading("R", 2, 4));
    assertThat(ledger.unitBook.accounts().resets()).isEqualTo(1);
    report(reading("R", 1, 501));
    assertThat(ledger.unitBook.accounts().resets()).as("it dropped later").isEqualTo(1);
    report(reading("R", 2, 502));
    assertThat(ledger.unitBook.accounts().resets()).isZero();
  }

  /** A gap of exactly a week is the longest that is estimated. */
  @Test
  void shouldEstimateAGapOfAWeekAndNoneThatIsLonger() {
    for (int more = 0; more <= 1; more++) {
      Point line = point("L", Measure.RATE, PhysicalUnit.KW, Duration.ofHours(1));
      Point week = point("W", Measure.INTERVAL, PhysicalUnit.KWH, Duration.ofHours(1));
      MemoryLedger own =
          new MemoryLedger(
              unit(week, line.with(Estimation.LINEAR)), Duration.ofDays(45), new TestFactors());
      for (int hour = 0; hour < 168; hour++) {
        own.take(History.frame("U", hour, List.of(reading("W", hour, 1))));
      }
      Reading[] ends = {
        reading("W", 2 * 168 + more, 1), reading("L", 0, 1), reading("L", 168 + more, 1)
      };
      own.take(History.frame("U", 200, List.of(ends)));
      Line sum =
          own.windows
              .get(Granularity.YEAR, Granularity.YEAR.start(START, ZONE))
              .lines()
              .get("electricity:bought");
      assertThat(sum)
          .isEqualTo(
              new Line((169 + (1 - more) * 336) * 1_000L, 169 * HOUR, (1 - more) * 336 * HOUR));
    }
  }

  /** A gap that begins in the week after a change of clocks is moved by an hour less, or more. */
  @Test
  void shouldRestateTheGapThatASourceReachesByAnotherHourThanItsOwn() {
    for (String change : List.of("2024-03-31T01:00:00Z", "2024-10-27T01:00:00Z")) {
      long changed = Instant.parse(change).toEpochMilli();
      Point rate = point("P", Measure.RATE, PhysicalUnit.KW, Duration.ofHours(3));
      EnergyUnit berlin =
          new EnergyUnit("U", "U", "360100", "3120", ZoneId.of("Europe/Berlin"), List.of(rate));
      List<ReadingFrame> frames = new ArrayList<>();
      long from = changed - 2 * DAY;
      for (int hour = 0; hour < 5 * 24; hour++) {
        frames.add(frame(frames.size(), from + hour * HOUR, 1 + hour % 7));
      }
      long begin = changed + 6 * DAY;
      long end = changed + 8 * DAY + 22 * HOUR + HOUR * 7 / 10;
      frames.add(frame(frames.size(), begin, 5));
      frames.add(frame(frames.size(), end, 5));
      for (int minutes = -90; minutes <= 90; minutes += 7) {
        frames.add(frame(frames.size(), end - 7 * DAY + minutes * 60_000L, 9));
        frames.add(frame(frames.size(), begin - 7 * DAY + minutes * 60_000L, 9));
      }
      judged(berlin, Duration.ofDays(45), frames, change);
    }
  }

  @Test
  void shouldEstimateFromALineAcrossHistoryThatIsLoadedLater() {
    EnergyUnit unit = unit(point("P", Measure.RATE, PhysicalUnit.KW, Duration.ofHours(8)));
    List<ReadingFrame> frames = new ArrayList<>();
    for (long hour : new long[] {0, 5, 11, 7 * 24 - 3, 9 * 24}) {
      frames.add(frame(frames.size(), START + hour * HOUR, 3 + hour % 5));
    }
    Reading history = new Reading("P", START + 3 * HOUR, 100, 0);
    frames.add(
        new ReadingFrame(
            "H",
            "U",
            START + 400 * DAY,
            "test",
            "",
            Action.REPORT,
            true,
            Optional.empty(),
            List.of(history)));
    MemoryLedger own = judged(unit, HORIZON, frames, "history");
    assertThat(own.unitBook.accounts().accepted()).isEqualTo(6);
  }
}
