// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tanliu.domain.control.Plan.Shape;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static long at(String local, ZoneId zone) {
    return LocalDateTime.parse(local).atZone(zone).toInstant().toEpochMilli();
  }

  private static long allowed(long limit, Plan plan, String period, String local, DaySums before) {
    Period p = Period.parse(period).orElseThrow();
    return Schedule.at(limit, plan, p, SHANGHAI, at(local, SHANGHAI), before).amount();
  }

  private static long linear(long limit, String period, String local) {
    return allowed(limit, Plan.LINEAR, period, local, DaySums.NONE);
  }

  private static DaySums days(LocalDate from, LocalDate to, long amount) {
    Map<LocalDate, Long> days = new HashMap<>();
    from.datesUntil(to).forEach(day -> days.put(day, amount));
    return new DaySums(days);
  }

  @Test
  void shouldAllowEqualPartsInEqualTimesOfTheEntitysZone() {
    assertThat(linear(36_500, "2023", "2023-01-01T00:00")).isZero();
    assertThat(linear(36_500, "2023", "2023-01-11T12:00")).isEqualTo(1_050);
    assertThat(linear(36_600, "2024", "2024-03-01T00:00")).as("leap year").isEqualTo(6_000);
    assertThat(linear(3_000, "2024-06", "2024-06-16T00:00")).isEqualTo(1_500);
    assertThat(linear(5, "2023", "2022-06-01T00:00")).as("before").isZero();
    assertThat(linear(5, "2023", "2024-06-01T00:00")).as("after").isEqualTo(5);
    Period march = Period.parse("2024-03").orElseThrow();
    long noon = at("2024-03-31T12:00", BERLIN);
    assertThat(Schedule.at(743, Plan.LINEAR, march, BERLIN, noon, DaySums.NONE).amount())
        .as("March has 743 hours where clocks change")
        .isEqualTo(731);
    assertThat(linear(1_826, "2021/2025", "2023-01-01T00:00")).as("five years").isEqualTo(730);
  }

  @Test
  void shouldGiveEachMonthItsShareAndSpreadItWithinTheMonth() {
    List<BigDecimal> weights =
        Stream.of("10", "5", "10", "10", "10", "5", "5", "5", "10", "10", "10", "10")
            .map(BigDecimal::new)
            .toList();
    Plan plan = Plan.monthly(weights);
    assertThat(allowed(1_000, plan, "2023", "2023-02-01T00:00", DaySums.NONE)).isEqualTo(100);
    assertThat(allowed(1_000, plan, "2023", "2023-02-15T00:00", DaySums.NONE)).isEqualTo(125);
    assertThat(allowed(1_000, plan, "2023", "2024-01-01T00:00", DaySums.NONE)).isEqualTo(1_000);
    assertThat(allowed(1_000, plan, "2024", "2024-02-15T12:00", DaySums.NONE))
        .as("February of a leap year has 29 days")
        .isEqualTo(125);
    Plan thirds = Plan.monthly(Collections.nCopies(12, new BigDecimal("0.333")));
    assertThat(allowed(100, thirds, "2023", "2023-05-01T00:00", DaySums.NONE)).isEqualTo(33);
    assertThat(allowed(120, Plan.monthly(weights), "2023-06", "2023-06-16T00:00", DaySums.NONE))
        .as("a month alone is linear")
        .isEqualTo(60);
    assertThatThrownBy(() -> Plan.monthly(weights.subList(0, 11)))
        .hasMessageContaining("twelve weights");
    assertThatThrownBy(() -> new Plan(Shape.LINEAR, weights)).hasMessageContaining("else none");
  }

  @Test
  void shouldFollowLastYearDayByDay() {
    Map<LocalDate, Long> lastYear = new HashMap<>();
    LocalDate first = LocalDate.of(2022, 1, 1);
    first
        .datesUntil(LocalDate.of(2023, 1, 1))
        .forEach(day -> lastYear.put(day, day.getMonthValue() <= 6 ? 3L : 1L));
    long whole = 181 * 3 + 184;
    DaySums days = new DaySums(lastYear);
    assertThat(allowed(whole, Plan.LAST_YEAR, "2023", "2023-01-02T00:00", days)).isEqualTo(3);
    assertThat(allowed(whole, Plan.LAST_YEAR, "2023", "2023-07-01T00:00", days)).isEqualTo(543);
    assertThat(allowed(whole * 10, Plan.LAST_YEAR, "2023", "2023-07-01T00:00", days))
        .as("only the shape counts")
        .isEqualTo(5_430);
    assertThat(allowed(whole, Plan.LAST_YEAR, "2023", "2024-01-01T00:00", days)).isEqualTo(whole);
  }

  @Test
  void shouldLoseNothingOfLastYearWhereOneOfTheYearsIsALeapYear() {
    DaySums common = days(LocalDate.of(2023, 1, 1), LocalDate.of(2024, 1, 1), 100);
    assertThat(allowed(36_600, Plan.LAST_YEAR, "2024", "2024-03-01T00:00", common))
        .as("29 February weighs what the 28th did")
        .isEqualTo(6_000);
    DaySums leap = days(LocalDate.of(2024, 1, 1), LocalDate.of(2025, 1, 1), 100);
    assertThat(allowed(36_600, Plan.LAST_YEAR, "2025", "2025-03-01T00:00", leap))
        .as("the 29th is added to the 28th")
        .isEqualTo(6_000);
    assertThat(allowed(36_600, Plan.LAST_YEAR, "2025", "2025-02-28T00:00", leap)).isEqualTo(5_800);
  }

  @Test
  void shouldTakeTheShapeOfTheCoveredPartAndTellHowMuchThatWas() {
    Map<LocalDate, Long> days = new HashMap<>();
    LocalDate.of(2022, 1, 1)
        .datesUntil(LocalDate.of(2023, 1, 1))
        .filter(day -> day.getMonthValue() != 3 && day.getDayOfMonth() != 5)
        .forEach(day -> days.put(day, day.getMonthValue() == 1 ? 20_000L : 10_000L));
    Period year = Period.year(2023);
    long end = at("2023-02-01T00:00", SHANGHAI);
    var allowed = Schedule.at(3_960_000, Plan.LAST_YEAR, year, SHANGHAI, end, new DaySums(days));
    assertThat(allowed.used()).isEqualTo(Shape.LAST_YEAR);
    assertThat(allowed.covered()).isCloseTo((365 - 31 - 11) / 365.0, within(1e-12));
    // The missing day of January weighs 20 000; March what a day of the covered part did.
    assertThat(allowed.amount()).isBetween(610_000L, 625_000L);
    days.keySet().removeIf(day -> day.getMonthValue() > 6);
    var poor = Schedule.at(3_650, Plan.LAST_YEAR, year, SHANGHAI, end, new DaySums(days));
    assertThat(poor.used()).as("half a year is no shape").isEqualTo(Shape.LINEAR);
    assertThat(poor.amount()).isEqualTo(310);
    assertThat(Schedule.at(3_650, Plan.LAST_YEAR, year, SHANGHAI, end, DaySums.NONE).used())
        .isEqualTo(Shape.LINEAR);
  }

  @Test
  void shouldNeverAllowLessThanBefore() {
    Map<LocalDate, Long> days = new HashMap<>();
    LocalDate.of(2023, 1, 1)
        .datesUntil(LocalDate.of(2024, 1, 1))
        .forEach(day -> days.put(day, (long) day.hashCode() % 7 - 1));
    DaySums lastYear = new DaySums(days);
    for (Plan plan : List.of(Plan.LINEAR, Plan.LAST_YEAR)) {
      long before = 0;
      for (long t = at("2023-12-30T00:00", BERLIN);
          t < at("2025-01-02T00:00", BERLIN);
          t += 7_777_777) {
        long now = Schedule.at(1_000_003, plan, Period.year(2024), BERLIN, t, lastYear).amount();
        assertThat(now).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(1_000_003);
        before = now;
      }
      assertThat(before).isEqualTo(1_000_003);
    }
  }
}
