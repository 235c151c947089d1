// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import static io.tanliu.domain.control.Known.budget;
import static io.tanliu.domain.control.Known.decline;
import static io.tanliu.domain.control.Known.perGdp;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.Deduction;
import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.Forecasts;
import io.tanliu.domain.control.Known;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Plan;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.control.TermsBuilder;
import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static Map<String, Finding> findings(ControlFacts facts) {
    return findings(facts, List.of());
  }

  private static Map<String, Finding> findings(ControlFacts facts, List<QuotaEntry> quotas) {
    return Findings.of(facts, new Forecasts(facts, new Forecasts.Made()), quotas, true).stream()
        .collect(Collectors.toMap(f -> f.rule() + "|" + f.subject(), Function.identity()));
  }

  private static BigDecimal last(Finding finding) {
    List<Course.Step> steps = finding.course().steps();
    return steps.get(steps.size() - 1).value().orElseThrow();
  }

  private static Target target(
      String id, String quantity, String period, double tonnes, TermsBuilder terms) {
    return new Target(
        id,
        Known.ENTITY,
        quantity,
        Period.parse(period).orElseThrow(),
        Math.round(tonnes * 1e6),
        Target.DEFAULT_MARGIN,
        "test",
        terms.build());
  }

  @Test
  void shouldLeavePlainBudgetsToTheLedgerAndForetellThem() {
    Known known =
        new Known()
            .energy("2022-01-01", "2023-04-11", 1.2)
            .target(budget("plain", "2023", 365))
            .target(
                budget(
                    "net",
                    "2023",
                    365,
                    Terms.of(TargetType.BUDGET).deductions(List.of(Deduction.FEEDSTOCK))));
    Map<String, Finding> found = findings(known.until("2023-04-11"));
    assertThat(found)
        .containsOnlyKeys(
            "budget-breach|net", "budget-pace|net", "forecast-breach|net", "forecast-breach|plain");
    // 100 days at 1.2 of 365
    assertThat(last(found.get("budget-breach|net")).doubleValue()).isEqualTo(120.0 / 365);
    assertThat(last(found.get("budget-pace|net"))).isEqualByComparingTo("1.2");
    assertThat(last(found.get("forecast-breach|plain")).doubleValue()).isBetween(1.19, 1.21);
    assertThat(found.get("forecast-breach|plain").grounds().labels())
        .containsKeys("forecastLow", "forecastHigh", "method");
  }

  @Test
  void shouldCompareAnIntensityWithLastYearsAndWithItsSchedule() {
    Known known =
        new Known()
            .energy("2022-01-01", "2023-01-01", 100)
            .energy("2023-01-01", "2023-07-01", 98)
            .gdp("2022", "36500")
            .gdp("2023", "36500")
            .target(decline("T", "2021/2025", "14.5", perGdp().baseYear(Optional.of(2020))));
    Map<String, Finding> found = findings(known.until("2023-07-01"));
    assertThat(last(found.get("intensity-rising|T@2023"))).isEqualByComparingTo("0.98");
    // 0.98 against 0.855^(1/5) = 0.96916
    assertThat(last(found.get("intensity-behind|T@2023")).doubleValue())
        .isBetween(1.01115, 1.01125);
    assertThat(found.get("intensity-behind|T@2023").course().steps().get(0).at())
        .as("not before four weeks are known")
        .isGreaterThanOrEqualTo(known.until("2023-01-29").ledger().start(Known.day("2023-01-29")));
  }

  private static Target growth(String id, String period, Operator operator, String percent) {
    return target(
        id,
        "tce.coal",
        period,
        0,
        Terms.of(TargetType.GROWTH)
            .operator(operator)
            .value(Optional.of(new BigDecimal(percent)))
            .unit(Terms.PERCENT));
  }

  @Test
  void shouldHoldGrowthAgainstWhatIsDemandedOfTheSameDaysOfTheYearBefore() {
    Known known =
        new Known()
            .daily("tce.coal", "2022-01-01", "2023-01-01", 10)
            .daily("tce.coal", "2023-01-01", "2023-07-01", 9.894)
            .target(growth("falls", "2023", Operator.AT_MOST, "-3"))
            .target(growth("kept", "2021/2025", Operator.AT_MOST, "0"))
            .target(growth("rises", "2023", Operator.AT_LEAST, "8.834"))
            .target(growth("about", "2023", Operator.ABOUT, "0"));
    Map<String, Finding> found = findings(known.until("2023-07-01"));
    assertThat(found).containsOnlyKeys("growth|falls", "growth|kept@2023", "growth|rises");
    // 9.894 against 9.7, against 10, and 10.8834 against 9.894
    assertThat(last(found.get("growth|falls"))).isEqualByComparingTo("1.02");
    assertThat(last(found.get("growth|kept@2023"))).isEqualByComparingTo("0.9894");
    assertThat(last(found.get("growth|rises"))).isEqualByComparingTo("1.1");
    Grounds grounds = found.get("growth|falls").grounds();
    assertThat(grounds.measured()).contains(Long.toString(181 * 9_894_000L));
    assertThat(grounds.limit()).contains(Long.toString(181 * 9_700_000L));
    assertThat(found.get("growth|falls").course().steps().get(0).at())
        .as("not before four weeks are known")
        .isGreaterThanOrEqualTo(known.until("2023-01-29").ledger().start(Known.day("2023-01-29")));
  }

  @Test
  void shouldSayNothingOfGrowthWithoutAYearBefore() {
    Known known =
        new Known()
            .daily("tce.coal", "2023-01-01", "2023-07-01", 9)
            .target(growth("falls", "2023", Operator.AT_MOST, "-3"));
    assertThat(findings(known.until("2023-07-01"))).isEmpty();
  }

  @Test
  void shouldForetellTheYearsIntensityAndWarnWhenItWillMissWhatThePlanAsks() {
    // The first half of 2022 had 80 a day, the second 120; this year goes as the last one, less 1
    // %.
    Known known =
        new Known()
            .energy("2022-01-01", "2022-07-01", 80)
            .energy("2022-07-01", "2023-01-01", 120)
            .energy("2023-01-01", "2023-07-01", 79.2)
            .gdp("2022", "36500")
            .gdp("2023", "36865")
            .target(decline("T", "2021/2025", "14.5", perGdp().baseYear(Optional.of(2020))));
    Finding found = findings(known.until("2023-07-01")).get("forecast-breach|T@2023");
    // Against the days 52 weeks before, 180 of 80 and one of 120, it stands at 14335.2 / 14520; to
    // come are as many times 183 of 120 and one of 79.2: 36093.9 against 36560, over 1.01 more GDP,
    // where 0.855^(1/5) = 0.96916 of last year's intensity is asked.
    assertThat(last(found).doubleValue()).isBetween(1.00858, 1.00859);
    assertThat(found.grounds().labels())
        .containsKeys("forecastLow", "forecastHigh", "method")
        .containsEntry("denominator", "GDP");
    assertThat(found.grounds().unit()).isEqualTo("tce/1e4 CNY");
    assertThat(found.closed()).isFalse();
    Known over = known.energy("2023-07-01", "2024-01-01", 100);
    assertThat(findings(over.until("2024-01-01")).get("forecast-breach|T@2023").closed())
        .as("a year that is over is judged by what it was")
        .isTrue();
  }

  @Test
  void shouldJudgeThePaceOfABudgetThatFollowsLastYearsShape() {
    Known known =
        new Known()
            .energy("2022-01-01", "2022-07-01", 1)
            .energy("2022-07-01", "2023-01-01", 3)
            .energy("2023-01-01", "2023-07-01", 1.2)
            .target(budget("shape", "2023", 733, Terms.of(TargetType.BUDGET).plan(Plan.LAST_YEAR)))
            .target(budget("line", "2023", 733));
    Map<String, Finding> found = findings(known.until("2023-07-01"));
    assertThat(found).doesNotContainKeys("budget-pace|line", "budget-breach|shape");
    // 181 of 733 t were used by then last year.
    assertThat(last(found.get("budget-pace|shape")).doubleValue()).isEqualTo(1.2, offset());
  }

  @Test
  void shouldSayThatATotalIsNotJudgedWhenTheIntensityMeetsItsIncentiveValue() {
    for (String incentive : List.of("4", "6")) {
      Known known =
          new Known()
              .energy("2022-01-01", "2023-01-01", 100)
              .energy("2023-01-01", "2023-07-01", 95)
              .gdp("2022", "36500")
              .gdp("2023", "36500")
              .target(
                  decline(
                      "I", "2023", "3", perGdp().incentive(Optional.of(new BigDecimal(incentive)))))
              .target(budget("B", "2023", 365 * 90));
      Finding found = findings(known.until("2023-07-01")).get("budget-exempt|B");
      assertThat(last(found).doubleValue())
          .as("a fall of 5 %% with an incentive value of %s %%", incentive)
          .isEqualTo(incentive.equals("4") ? 95.0 / 90 : 0, offset());
    }
    Known none = new Known().energy("2023-01-01", "2023-07-01", 95).target(budget("B", "2023", 9));
    assertThat(findings(none.until("2023-07-01"))).doesNotContainKey("budget-exempt|B");
  }

  @Test
  void shouldSayNothingOfAnIntensityWithoutCoverageOrReport() {
    Known known =
        new Known()
            .energy("2022-01-01", "2023-01-01", 100)
            .daily(Quantities.TCE, "2023-01-01", "2023-07-01", 98, 0.5)
            .gdp("2022", "36500")
            .target(decline("T", "2023", "3", perGdp()));
    Finding found = findings(known.until("2023-07-01")).get("intensity-rising|T");
    assertThat(found.course().steps()).allMatch(step -> step.value().isEmpty());
  }

  @Test
  void shouldMeasureALimitBelowZeroInTheRightDirection() {
    // GB 21256-2025 table 4: converter, level 3 −12 kgce/t.
    for (double[] row : new double[][] {{-10, 1.1667}, {-12, 1}, {-30, -0.5}}) {
      Known known =
          new Known()
              .energy("2023-01-01", "2023-07-01", row[0])
              .production("steel", "2023", "365000")
              .target(
                  target(
                      "T",
                      Quantities.TCE,
                      "2023",
                      0,
                      Terms.of(TargetType.PRODUCT_LIMIT)
                          .denominator(Denominator.parse("PRODUCTION:steel"))
                          .value(Optional.of(new BigDecimal("-12")))
                          .unit("kgce/t")));
      Finding found = findings(known.until("2023-07-01")).get("product-limit|T");
      assertThat(last(found).doubleValue())
          .as("%s", row[0])
          .isBetween(row[1] - 1e-4, row[1] + 1e-4);
    }
  }

  @Test
  void shouldHoldSharesAgainstUpperAndLowerLimits() {
    // 江西省 “十四五”: coal ≤ 58 %, non-fossil ≥ 18.3 % in 2025.
    Known known =
        new Known()
            .energy("2025-01-01", "2025-07-01", 100)
            .daily("tce.coal", "2025-01-01", "2025-07-01", 60)
            .daily(Quantities.TCE_NONFOSSIL, "2025-01-01", "2025-07-01", 18)
            .target(target("C", "tce.coal", "2025", 0, share(Operator.AT_MOST, "58")))
            .target(
                target("N", Quantities.TCE_NONFOSSIL, "2025", 0, share(Operator.AT_LEAST, "18.3")));
    Map<String, Finding> found = findings(known.until("2025-07-01"));
    assertThat(last(found.get("share|C")).doubleValue()).isEqualTo(60.0 / 58, offset());
    assertThat(last(found.get("share|N")).doubleValue()).isEqualTo(18.3 / 18, offset());
  }

  private static org.assertj.core.data.Offset<Double> offset() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  private static TermsBuilder share(Operator operator, String percent) {
    return Terms.of(TargetType.SHARE)
        .operator(operator)
        .value(Optional.of(new BigDecimal(percent)))
        .unit("%");
  }

  @Test
  void shouldHoldAProjectAgainstWhatWasApprovedAndAllowancesAgainstTheForecast() {
    Known known =
        new Known()
            .energy("2023-01-01", "2023-12-01", 1)
            .daily(Quantities.CO2E, "2023-01-01", "2023-12-01", 2)
            .target(target("A", Quantities.TCE, "2023", 300, Terms.of(TargetType.APPROVED_ENERGY)))
            .target(target("Q", Quantities.TCE, "2023", 400, Terms.of(TargetType.ALLOWANCE)))
            .target(target("E", Quantities.CO2E, "2023", 700, Terms.of(TargetType.ALLOWANCE)));
    Map<String, Finding> found = findings(known.until("2023-12-01"));
    assertThat(last(found.get("approved-energy|A")).doubleValue()).isEqualTo(334.0 / 300, offset());
    assertThat(found.get("approved-energy|A").grounds().crossedAt())
        .as("the day on which it passed 300")
        .hasValue(known.until("2023-12-01").ledger().start(Known.day("2023-10-28")));
    assertThat(last(found.get("quota-deficit|2023")).doubleValue())
        .isEqualTo(365.0 / 400, offset());
    assertThat(last(found.get("allowance-deficit|2023")).doubleValue())
        .isEqualTo(730.0 / 700, offset());
  }

  @Test
  void shouldFindOneDeficitPerAccountWithTheEntriesOfEachDayAndTheAccountBeforeATarget() {
    Known known =
        new Known()
            .daily(Quantities.CO2E, "2022-01-01", "2023-12-01", 2)
            .target(target("E", Quantities.CO2E, "2023", 100, Terms.of(TargetType.ALLOWANCE)));
    List<QuotaEntry> entries =
        List.of(
            entry("a", QuotaEntry.Kind.ALLOCATION, "500", "2023-03-01"),
            entry("b", QuotaEntry.Kind.PURCHASE, "230", "2023-11-20"));
    Map<String, Finding> found = findings(known.until("2023-12-01"), entries);
    assertThat(found).containsOnlyKeys("allowance-deficit|2023");
    Finding deficit = found.get("allowance-deficit|2023");
    assertThat(deficit.course().steps().get(0).at())
        .as("not before the allocation")
        .isGreaterThanOrEqualTo(known.until("2023-12-01").ledger().start(Known.day("2023-03-02")));
    assertThat(deficit.course().steps().get(0).value().orElseThrow().doubleValue())
        .isEqualTo(730.0 / 500, offset());
    assertThat(last(deficit)).as("what was bought covers it").isEqualByComparingTo("1");
    assertThat(deficit.reason()).isEqualTo("covered");
    assertThat(deficit.grounds().limit()).contains("730");
  }

  private static QuotaEntry entry(String id, QuotaEntry.Kind kind, String amount, String date) {
    return new QuotaEntry(
        id,
        Known.ENTITY,
        QuotaEntry.Scheme.ETS,
        Year.of(2023),
        kind,
        new BigDecimal(amount),
        LocalDate.parse(date),
        Optional.empty(),
        "test");
  }

  @Test
  void shouldMissAReportSomeDaysAfterItsMonth() {
    Known known = new Known().energy("2023-01-01", "2023-06-01", 1).gdp("2023-03", "100");
    // April is due 45 days after its end, on 15 June.
    Finding before = findings(known.until("2023-06-10")).get("missing-report|GDP");
    assertThat(last(before)).isEqualByComparingTo("-5");
    Finding after = findings(known.until("2023-06-18")).get("missing-report|GDP");
    assertThat(last(after)).isEqualByComparingTo("3");
    assertThat(after.grounds().period()).isEqualTo("2023-04");
    known.gdp("2023-04", "100");
    assertThat(last(findings(known.until("2023-06-18")).get("missing-report|GDP"))).isNegative();
  }

  @Test
  void shouldCompareWhatTheStackMeasuresWithWhatBurningAndProcessesGive() {
    Known known =
        new Known()
            .daily("co2e.combustion", "2023-01-01", "2023-06-01", 7)
            .daily("co2e.process", "2023-01-01", "2023-06-01", 3)
            // A power plant: what it sells is taken off its total, not out of its stack.
            .daily("co2e.electricity", "2023-01-01", "2023-06-01", -9)
            .daily(Quantities.CO2E, "2023-01-01", "2023-06-01", 1)
            .daily(Quantities.CO2E_MEASURED, "2023-01-01", "2023-06-01", 8);
    Finding found = findings(known.until("2023-06-01")).get("measured-vs-calculated|co2e.measured");
    assertThat(last(found)).isEqualByComparingTo("0.2");
  }

  @Test
  void shouldSeeAnHourFarAboveTheSameHoursOfEarlierWeeks() {
    ControlFacts facts = new Known().energy("2023-01-01", "2023-06-01", 1).until("2023-06-01");
    HourBook book = new HourBook();
    long last = facts.ledger().start(Known.day("2023-05-31")) + 10 * 3_600_000L;
    for (int week = 1; week <= 8; week++) {
      book.put(last - week * 7 * 86_400_000L, 100 + week);
    }
    book.put(last, 209);
    Finding found = new SurgeFindings(facts.ledger(), book).of().orElseThrow();
    // The median of 101 to 108 is 104 (rounded down).
    assertThat(last(found).doubleValue()).isEqualTo(209.0 / 104, offset());
    HourBook few = new HourBook();
    few.put(last, 209);
    few.put(last - 7 * 86_400_000L, 100);
    assertThat(new SurgeFindings(facts.ledger(), few).of()).isEmpty();
  }

  @Test
  void shouldJudgeEveryFindingByWhatIsKnownAloneAndStayBounded() {
    Known known =
        new Known()
            .energy("2021-01-01", "2023-12-31", 1)
            .gdp("2022", "36500")
            .target(budget("plain", "2023", 365))
            .target(decline("T", "2021/2025", "14.5", perGdp().baseYear(Optional.of(2020))));
    ControlFacts facts = known.until("2023-12-31");
    Map<String, Finding> once = findings(facts);
    assertThat(findings(known.until("2023-12-31")).keySet()).isEqualTo(once.keySet());
    once.values().forEach(f -> assertThat(f.course().steps()).hasSizeLessThan(100));
  }
}
