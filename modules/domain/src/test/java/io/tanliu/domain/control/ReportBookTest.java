// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.ActivityReport.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReportBookTest {
  private final List<ActivityReport> reports = new ArrayList<>();

  private void gdp(String period, String value) {
    gdp(period, value, 2020, "1e4 CNY");
  }

  private void gdp(String period, String value, Integer base, String unit) {
    reports.add(
        new ActivityReport(
            "360100",
            Kind.GDP,
            Optional.empty(),
            period,
            new BigDecimal(value),
            unit,
            Optional.ofNullable(base),
            false,
            ""));
  }

  private Optional<Reported> over(String from, String to) {
    return new ReportBook(reports)
        .over(Kind.GDP, Optional.empty(), LocalDate.parse(from), LocalDate.parse(to));
  }

  private static void holds(Optional<Reported> found, String value, String... assumed) {
    assertThat(found).isPresent();
    assertThat(found.get().value()).isEqualByComparingTo(value);
    assertThat(found.get().assumed()).extracting(Assumption::text).containsExactly(assumed);
  }

  @Test
  void shouldAddWhatIsReportedAndTakePartOfAMonthByDays() {
    gdp("2024-01", "310");
    gdp("2024-02", "290");
    holds(over("2024-01-01", "2024-03-01"), "600");
    holds(over("2024-01-01", "2024-02-11"), "410");
    assertThat(over("2024-01-01", "2024-02-11").get().provisional()).isFalse();
  }

  @Test
  void shouldTakeTheReportOfTheQuarterOrYearForAWholeOne() {
    gdp("2024-01", "300");
    gdp("2024-02", "300");
    gdp("2024-03", "300");
    gdp("2024-Q1", "930");
    holds(over("2024-01-01", "2024-04-01"), "930");
    gdp("2024", "4000");
    holds(over("2024-01-01", "2025-01-01"), "4000");
  }

  @Test
  void shouldGiveAMonthWithoutReportItsPartOfWhatTheQuarterLeaves() {
    gdp("2024-01", "300");
    gdp("2024-Q1", "900");
    // 600 are left for 29 + 31 days.
    holds(over("2024-02-01", "2024-03-01"), "290", "spread-quarter 2024-02 (2024-Q1)");
  }

  @Test
  void shouldCarryTheGrowthOfTheNewestKnownMonthsForward() {
    for (int month = 1; month <= 12; month++) {
      gdp("2023-%02d".formatted(month), month == 5 ? "200" : "100");
    }
    gdp("2024-02", "104");
    gdp("2024-03", "105");
    gdp("2024-04", "106");
    // (104 + 105 + 106) / 300 = 1.05; May is 200 × 1.05, June 100 × 1.05.
    holds(
        over("2024-04-01", "2024-07-01"),
        "421",
        "carried-growth 2024-05..2024-06 x1.05 (2024-02..2024-04)");
    assertThat(over("2024-04-01", "2024-07-01").get().provisional()).isTrue();
    gdp("2024-05", "230");
    holds(over("2024-04-01", "2024-06-01"), "336");
  }

  @Test
  void shouldCarryTheLevelDayForDayWhereThereIsNoYearBefore() {
    gdp("2024-04", "300");
    holds(over("2024-04-01", "2024-06-01"), "610", "carried-level 2024-05 (2024-04)");
  }

  @Test
  void shouldKnowNothingBeforeTheFirstReport() {
    gdp("2024-04", "300");
    assertThat(over("2024-03-01", "2024-04-01")).isEmpty();
  }

  @Test
  void shouldCompareTwoYearsInTheSamePricesAndSayWhenOnlyCurrentOnesAreThere() {
    gdp("2023", "1000", null, "1e4 CNY");
    gdp("2023", "0.09", 2020, "1e8 CNY");
    gdp("2024", "1100", null, "1e4 CNY");
    ReportBook.Pair pair = pair();
    assertThat(pair.now().get().priceBase())
        .as("2020 would be carried: it has both")
        .contains(2020);
    reports.remove(1);
    pair = pair();
    assertThat(pair.now().get().value()).isEqualByComparingTo("1100");
    assertThat(pair.before().get().value()).isEqualByComparingTo("1000");
    assertThat(pair.now().get().assumed())
        .extracting(Assumption::text)
        .containsExactly("current-prices 2024-01..2024-12");
  }

  private ReportBook.Pair pair() {
    return new ReportBook(reports)
        .pair(
            new Denominator(Kind.GDP, Optional.empty()),
            LocalDate.parse("2024-01-01"),
            LocalDate.parse("2025-01-01"),
            LocalDate.parse("2023-01-01"),
            LocalDate.parse("2024-01-01"));
  }

  @Test
  void shouldAddMoneyOfDifferentUnits() {
    gdp("2024-01", "0.5", 2020, "1e8 CNY");
    gdp("2024-02", "10000", 2020, "CNY");
    holds(over("2024-01-01", "2024-03-01"), "5001");
  }

  @Test
  void shouldSayTheSameInWhateverOrderReportsCome() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      reports.clear();
      for (int month = 1; month <= 12; month++) {
        if (random.nextInt(4) > 0) {
          gdp("2023-%02d".formatted(month), Integer.toString(100 + random.nextInt(50)));
        }
        if (random.nextInt(3) == 0) {
          gdp("2024-%02d".formatted(month), Integer.toString(100 + random.nextInt(50)));
        }
      }
      if (random.nextBoolean()) {
        gdp("2023-Q" + (1 + random.nextInt(4)), "400");
      }
      Optional<Reported> before = over("2024-01-01", "2024-11-17");
      Collections.shuffle(reports, random);
      assertThat(over("2024-01-01", "2024-11-17")).isEqualTo(before);
    }
  }
}
