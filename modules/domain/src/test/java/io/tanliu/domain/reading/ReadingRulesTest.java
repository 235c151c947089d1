// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingRulesTest {
  private static final long AT = Instant.parse("2024-06-01T00:00:00Z").toEpochMilli();
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Point point(
      Measure measure, PhysicalUnit unit, Duration interval, boolean signed) {
    return new Point(
        "P",
        "",
        "electricity",
        measure,
        unit,
        interval,
        1,
        Direction.BOUGHT,
        Optional.empty(),
        BigDecimal.ONE,
        Optional.empty(),
        Optional.of(new BigDecimal("400")),
        Duration.ofHours(1),
        signed);
  }

  private static ReadingRules interval(Duration length) {
    return new ReadingRules(point(Measure.INTERVAL, PhysicalUnit.KWH, length, false), BERLIN);
  }

  private static Optional<Code> code(ReadingRules rules, long time, long value, int scale) {
    return rules.check(time, value, scale, AT).map(ReadingError::code);
  }

  @Test
  void shouldRefuseEachBadReadingForItsOwnReason() {
    ReadingRules rules = interval(Duration.ofMinutes(15));
    assertThat(code(rules, AT, 100, 0)).as("the rated maximum itself").isEmpty();
    assertThat(code(rules, AT, 100_001, 3)).contains(Code.ABOVE_RATED);
    assertThat(code(rules, AT, 0, 0)).isEmpty();
    assertThat(code(rules, AT, -1, 9)).contains(Code.NEGATIVE);
    assertThat(code(rules, AT + 1, 1, 0)).contains(Code.OFF_GRID);
    assertThat(code(rules, AT + 300_000, 1, 0)).contains(Code.OFF_GRID);
    assertThat(code(rules, AT + 900_000, 1, 0)).contains(Code.FUTURE);
    assertThat(code(rules, AT, 1, 10)).contains(Code.OUT_OF_RANGE);
    assertThat(code(rules, AT, 1, -1)).contains(Code.OUT_OF_RANGE);
    assertThat(code(rules, AT, Reading.MAX_VALUE + 1, 9)).contains(Code.OUT_OF_RANGE);
    assertThat(code(rules, 0, 1, 0)).contains(Code.BAD_TIME);
    assertThat(code(rules, Long.MIN_VALUE / 2, 1, 0)).contains(Code.BAD_TIME);
  }

  @Test
  void shouldAllowFiveMinutesOfClockDriftAndNotAMillisecondMore() {
    ReadingRules rules =
        new ReadingRules(
            point(Measure.RATE, PhysicalUnit.KW, Duration.ofMinutes(1), false), BERLIN);
    assertThat(code(rules, AT + 300_000, 1, 0)).isEmpty();
    assertThat(code(rules, AT + 300_001, 1, 0)).contains(Code.FUTURE);
    assertThat(code(rules, AT, 400, 0)).isEmpty();
    assertThat(code(rules, AT, 401, 0)).contains(Code.ABOVE_RATED);
  }

  @Test
  void shouldHoldSignedPointsToTheSameMagnitude() {
    ReadingRules rules =
        new ReadingRules(point(Measure.RATE, PhysicalUnit.KW, Duration.ofMinutes(1), true), BERLIN);
    assertThat(code(rules, AT, -400, 0)).isEmpty();
    assertThat(code(rules, AT, -401, 0)).contains(Code.ABOVE_RATED);
    assertThat(code(rules, AT, Long.MIN_VALUE, 0)).contains(Code.OUT_OF_RANGE);
  }

  @Test
  void shouldBoundWhatEvenACounterCanSay() {
    ReadingRules rules =
        new ReadingRules(
            point(Measure.REGISTER, PhysicalUnit.WH, Duration.ofMinutes(15), false), BERLIN);
    assertThat(code(rules, AT, ReadingRules.LARGEST, 0)).isEmpty();
    assertThat(code(rules, AT, ReadingRules.LARGEST + 1, 0)).contains(Code.OUT_OF_RANGE);
    assertThat(code(rules, AT + 1, 5, 0)).as("a register is read at any time").isEmpty();
  }

  @Test
  void shouldBeginLongIntervalsOnTheGridOfTheLocalDay() {
    ReadingRules daily = interval(Duration.ofDays(1));
    long midnight = Instant.parse("2024-05-31T22:00:00Z").toEpochMilli();
    long winter = Instant.parse("2024-01-10T23:00:00Z").toEpochMilli();
    assertThat(code(daily, midnight, 1, 0)).isEmpty();
    assertThat(code(daily, winter, 1, 0)).isEmpty();
    assertThat(code(daily, winter - 3_600_000, 1, 0)).contains(Code.OFF_GRID);
    assertThat(code(interval(Duration.ofHours(1)), midnight + 3_600_000, 1, 0)).isEmpty();
    assertThat(code(interval(Duration.ofMinutes(5)), midnight + 300_000, 1, 0)).isEmpty();
  }
}
