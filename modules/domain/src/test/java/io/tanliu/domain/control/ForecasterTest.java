// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class ForecasterTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Period YEAR = Period.year(2023);
  private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
  private static final LocalDate END = LocalDate.of(2024, 1, 1);

  private static DaySums days(LocalDate from, LocalDate to, ToLongFunction<LocalDate> amount) {
    Map<LocalDate, Long> days = new HashMap<>();
    from.datesUntil(to).forEach(day -> days.put(day, amount.applyAsLong(day)));
    return new DaySums(days);
  }

  private static long sum(DaySums days, LocalDate from, LocalDate to) {
    return days.between(from, to).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Forecast at(LocalDate day, DaySums days) {
    long time = day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    return Forecaster.at(YEAR, ZONE, time, sum(days, FIRST, day), days).orElseThrow();
  }

  private static long withWeekends(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SUNDAY ? 1_000 : 10_000;
  }

  @Test
  void shouldKnowTheYearOfASteadyUnitFromItsWeeks() {
    DaySums days = days(FIRST, END, ForecasterTest::withWeekends);
    long truth = sum(days, FIRST, END);
    Forecast april = at(LocalDate.of(2023, 4, 1), days);
    assertThat(april.method()).isEqualTo("level-1/weekday");
    assertThat(april.total()).isBetween(truth * 995 / 1000, truth * 1005 / 1000);
    assertThat(april.low()).isLessThanOrEqualTo(truth);
    assertThat(april.high()).isGreaterThanOrEqualTo(truth);
  }

  @Test
  void shouldFollowALevelThatHasChanged() {
    DaySums days = days(FIRST, END, day -> withWeekends(day) * (day.getMonthValue() <= 3 ? 2 : 1));
    long truth = sum(days, FIRST, END);
    LocalDate june = LocalDate.of(2023, 6, 1);
    Forecast forecast = at(june, days);
    assertThat(forecast.halfLife()).isEqualTo(28);
    long runRate = sum(days, FIRST, june) * 365 / 151;
    assertThat(Math.abs(forecast.total() - truth)).isLessThan(Math.abs(runRate - truth) / 2);
  }

  @Test
  void shouldForeseeASeasonThatLastYearHad() {
    ToLongFunction<LocalDate> season =
        day -> withWeekends(day) * (day.getMonthValue() >= 10 ? 3 : 1);
    DaySums last = days(FIRST.minusYears(1), FIRST, season);
    Map<LocalDate, Long> both = new HashMap<>(last.all());
    both.putAll(days(FIRST, END, day -> season.applyAsLong(day) * 11 / 10).all());
    DaySums days = new DaySums(both);
    long truth = sum(days, FIRST, END);
    for (LocalDate day : new LocalDate[] {FIRST.plusMonths(1), FIRST.plusMonths(6)}) {
      Forecast forecast = at(day, days);
      assertThat(forecast.method()).isEqualTo("level-1/last-year");
      assertThat(forecast.total()).isBetween(truth * 97 / 100, truth * 103 / 100);
    }
    assertThat(at(FIRST, days).total())
        .as("on the first day as last year")
        .isBetween(truth * 88 / 100, truth * 94 / 100);
  }

  @Test
  void shouldNotLookAtWhatCameAfterwards() {
    Random random = new Random(1);
    DaySums days = days(FIRST, END, day -> random.nextInt(1_000));
    LocalDate july = FIRST.plusMonths(6);
    Map<LocalDate, Long> changed = new HashMap<>(days.all());
    july.datesUntil(END).forEach(day -> changed.put(day, 999_999_999L));
    assertThat(at(july, new DaySums(changed))).isEqualTo(at(july, days));
    assertThat(at(july, days)).as("the same twice").isEqualTo(at(july, days));
  }

  @Test
  void shouldEndAtWhatWasMeasured() {
    DaySums days = days(FIRST, END, day -> 10_000);
    long end = YEAR.end(ZONE);
    assertThat(Forecaster.at(YEAR, ZONE, end, 42, days))
        .contains(new Forecast(42, 42, 42, 42, "level-1", 0, 0));
    long noon = end - 12 * 3_600_000;
    Forecast last = Forecaster.at(YEAR, ZONE, noon, 3_645_000, days).orElseThrow();
    assertThat(last.total()).as("half a day is left").isEqualTo(3_650_000);
  }

  @Test
  void shouldSayNothingOfAWeekAloneAndRefuseSeveralYears() {
    DaySums days = days(FIRST, FIRST.plusDays(6), day -> 10);
    long at = FIRST.plusDays(6).atStartOfDay(ZONE).toInstant().toEpochMilli();
    assertThat(Forecaster.at(YEAR, ZONE, at, 60, days)).isEmpty();
    Period plan = Period.parse("2021/2025").orElseThrow();
    assertThatThrownBy(() -> Forecaster.at(plan, ZONE, at, 60, days))
        .hasMessageContaining("a month or a year");
  }

  @Test
  void shouldForecastAMonthFromTheMonthsBefore() {
    DaySums days = days(FIRST, END, ForecasterTest::withWeekends);
    Period june = Period.parse("2023-06").orElseThrow();
    LocalDate third = LocalDate.of(2023, 6, 3);
    long at = third.atStartOfDay(ZONE).toInstant().toEpochMilli();
    long truth = sum(days, june.first(), june.after());
    Forecast forecast =
        Forecaster.at(june, ZONE, at, sum(days, june.first(), third), days).orElseThrow();
    assertThat(forecast.total()).isBetween(truth * 99 / 100, truth * 101 / 100);
  }

  @Test
  void shouldBearGapsZerosAndNegativeDays() {
    DaySums gaps = days(FIRST, END, ForecasterTest::withWeekends).before(FIRST.plusMonths(5));
    Map<LocalDate, Long> holes = new HashMap<>(gaps.all());
    holes.keySet().removeIf(day -> day.getMonthValue() == 2 || day.getDayOfMonth() % 3 == 0);
    Forecast forecast = at(FIRST.plusMonths(5), new DaySums(holes));
    assertThat(forecast.total() - forecast.measured()).isPositive();
    assertThat(at(FIRST.plusMonths(5), days(FIRST, END, day -> 0)).total()).isZero();
    Forecast negative = at(FIRST.plusMonths(5), days(FIRST, END, day -> -100));
    assertThat(negative.total()).as("converter gas").isEqualTo(-36_500);
    assertThat(negative.low()).isLessThanOrEqualTo(negative.total());
  }

  @Test
  void shouldDivideByAnAssumedDenominator() {
    Forecast forecast = new Forecast(300, 200, 400, 100, "level-1/weekday", 28, 9);
    assertThat(forecast.per(new BigDecimal("8")).value()).isEqualByComparingTo("37.5");
    assertThat(forecast.per(new BigDecimal("8")).low()).isEqualByComparingTo("25");
    assertThat(forecast.per(new BigDecimal("8")).high()).isEqualByComparingTo("50");
  }
}
