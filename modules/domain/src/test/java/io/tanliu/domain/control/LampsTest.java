// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import static io.tanliu.domain.control.Known.budget;
import static io.tanliu.domain.control.Known.decline;
import static io.tanliu.domain.control.Known.perGdp;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What lamps show; the source of each figure stands beside it. */
class LampsTest {

  private static EntityLamps lamps(ControlFacts facts, String period) {
    return Lamps.of(facts).stream()
        .filter(l -> l.period().text().equals(period))
        .findFirst()
        .orElseThrow();
  }

  private static Lamp only(ControlFacts facts, String period) {
    List<Lamp> lamps = lamps(facts, period).lamps();
    assertThat(lamps).hasSize(1);
    return lamps.get(0);
  }

  private static TermsBuilder sum() {
    return Terms.of(TargetType.BUDGET);
  }

  @Test
  void shouldShowATotalByItsScheduleItsMarginAndItsLimit() {
    // 365 tce a year are 1 tce a day; 73 days are a fifth of the year.
    for (double[] row : new double[][] {{1.0, 3}, {1.05, 2}, {1.1, 2}, {1.11, 1}, {5.01, 1}}) {
      Known known =
          new Known().energy("2023-01-01", "2023-03-15", row[0]).target(budget("T", "2023", 365));
      Lamp lamp = only(known.until("2023-03-15"), "2023");
      assertThat(lamp.level()).as("%s tce a day", row[0]).isEqualTo(level((int) row[1]));
      assertThat(lamp.evidence().schedule()).hasValue(73_000_000);
    }
  }

  private static LampLevel level(int number) {
    return LampLevel.valueOf("LEVEL_" + number);
  }

  @Test
  void shouldFollowAPlanByMonthsInsteadOfTime() {
    List<BigDecimal> plan =
        java.util.stream.IntStream.rangeClosed(1, 12)
            .mapToObj(m -> BigDecimal.valueOf(m <= 2 ? 5 : 1))
            .toList();
    Known known =
        new Known()
            .energy("2023-01-01", "2023-03-01", 3)
            .target(budget("L", "2023", 365))
            .target(budget("M", "2023", 365, sum().plan(Plan.monthly(plan))));
    List<Lamp> lamps = lamps(known.until("2023-03-01"), "2023").lamps();
    assertThat(lamps.get(0).level()).isEqualTo(LampLevel.LEVEL_1);
    // 10 of 20 parts of 365 t are allowed by then; 59 × 3 = 177 t were used.
    assertThat(lamps.get(1).evidence().schedule()).hasValue(182_500_000);
    assertThat(lamps.get(1).level()).isEqualTo(LampLevel.LEVEL_3);
    assertThat(lamps(known.until("2023-03-01"), "2023").level(LampKind.ENERGY_TOTAL))
        .as("contradictions are shown side by side, the more urgent first")
        .isEqualTo(LampLevel.LEVEL_1);
  }

  @Test
  void shouldNeverShowGreenOnPoorCoverage() {
    Known known =
        new Known()
            .daily(Quantities.TCE, "2023-01-01", "2023-03-15", 0.2, 0.89)
            .target(budget("T", "2023", 365));
    Lamp lamp = only(known.until("2023-03-15"), "2023");
    assertThat(lamp.level()).isEqualTo(LampLevel.NOT_ASSESSABLE);
    assertThat(lamp.reason()).isEqualTo(LampReason.COVERAGE);
    assertThat(lamp.evidence().coverage()).isEqualByComparingTo("0.89");
  }

  @Test
  void shouldCountDaysOfWhichNothingCameAsNotCovered() {
    Known known =
        new Known()
            .energy("2023-01-01", "2023-01-18", 0.1)
            .energy("2023-01-20", "2023-01-21", 0.1)
            .target(budget("T", "2023", 365));
    Lamp lamp = only(known.until("2023-01-21"), "2023");
    assertThat(lamp.evidence().coverage()).isEqualByComparingTo("0.9");
    assertThat(lamp.level()).isEqualTo(LampLevel.LEVEL_3);
    assertThat(only(known.until("2023-01-22"), "2023").level()).isEqualTo(LampLevel.NOT_ASSESSABLE);
  }

  @Test
  void shouldShowATargetWithoutNumberAsNotSet() {
    // 江西省 “十四五” 规划: 单位地区生产总值二氧化碳排放降低 以国家下达为准.
    Known known =
        new Known()
            .energy("2022-01-01", "2023-03-15", 1)
            .gdp("2022", "365")
            .gdp("2023", "365")
            .target(decline("T", "2023", null, perGdp()));
    Lamp lamp = only(known.until("2023-03-15"), "2023");
    assertThat(lamp.level()).isEqualTo(LampLevel.NOT_SET);
    assertThat(lamp.evidence().intensity()).as("what is measured is shown").isPresent();
  }

  @Test
  void shouldJudgeAnIntensityAfter629() {
    // 发改办环资〔2021〕629号: 一级 不降反升, 二级 降低率未达进度, 三级 其他; 3.084 % a year are 14.5 % in five.
    Object[][] table = {
      {"1.01", LampReason.ROSE},
      {"0.98", LampReason.BEHIND},
      {"0.9692", LampReason.BEHIND},
      {"0.9691", LampReason.ON_SCHEDULE}
    };
    for (Object[] row : table) {
      double factor = Double.parseDouble((String) row[0]);
      Known known =
          new Known()
              .energy("2021-01-01", "2022-01-01", 100)
              .energy("2022-01-01", "2022-07-01", 100 * factor)
              .gdp("2021", "36500")
              .gdp("2022", "36500")
              .target(decline("T", "2021/2025", "14.5", perGdp().baseYear(Optional.of(2020))));
      Lamp lamp = only(known.until("2022-07-01"), "2022");
      assertThat(lamp.reason()).as("intensity × %s", row[0]).isEqualTo(row[1]);
      assertThat(lamp.evidence().required().orElseThrow().doubleValue()).isBetween(0.0308, 0.0309);
    }
  }

  @Test
  void shouldJudgeTheYearsOfAPlanTogetherFromTheBaseValue() {
    // 2021: 0.95 of the base value 0.6; first half of 2022: 0.97 of 2021.
    Known known =
        new Known()
            .energy("2021-01-01", "2022-01-01", 57)
            .energy("2022-01-01", "2022-07-01", 57 * 0.97)
            .gdp("2021", "36500")
            .gdp("2022", "36500")
            .target(
                decline(
                    "T",
                    "2021/2025",
                    "14.5",
                    perGdp()
                        .baseYear(Optional.of(2020))
                        .baseValue(Optional.of(new BigDecimal("0.6")))));
    ControlFacts facts = known.until("2022-07-01");
    Lamp first = only(facts, "2021");
    assertThat(first.evidence().decline().orElseThrow()).isEqualByComparingTo("0.05");
    assertThat(first.evidence().assumed())
        .extracting(Assumption::text)
        .contains("base-value 2020-01..2020-12 (not measured)");
    Lamp plan = only(facts, "2021/2025");
    // 1 − 0.95 × 0.97 = 0.0785; asked 1 − 0.855^(2/5) = 0.0607.
    assertThat(plan.evidence().decline().orElseThrow()).isEqualByComparingTo("0.0785");
    assertThat(plan.evidence().required().orElseThrow().doubleValue()).isBetween(0.0606, 0.0608);
    assertThat(plan.level()).isEqualTo(LampLevel.LEVEL_3);
    // Σ ln(1−K) / ln(1−0.145) = 0.0818 / 0.1567
    assertThat(plan.evidence().progress().orElseThrow().doubleValue()).isBetween(0.521, 0.523);
    assertThat(only(facts, "2022").level()).as("3 % of 3.084 %").isEqualTo(LampLevel.LEVEL_2);
  }

  @Test
  void shouldTakeFeedstockOffBothYearsOrNeither() {
    // 国务院 2021 完善能源消费强度和总量双控制度方案: 原料用能 is not counted; off the base and the judged year alike.
    Known known =
        new Known()
            .energy("2022-01-01", "2023-01-01", 100)
            .daily(Quantities.TCE_FEEDSTOCK, "2022-01-01", "2023-01-01", 40)
            .energy("2023-01-01", "2024-01-01", 110)
            .daily(Quantities.TCE_FEEDSTOCK, "2023-01-01", "2024-01-01", 60)
            .gdp("2022", "36500")
            .gdp("2023", "40150")
            .target(decline("A-without", "2023", "3.084", perGdp()))
            .target(
                decline(
                    "B-with", "2023", "3.084", perGdp().deductions(List.of(Deduction.FEEDSTOCK))));
    List<Lamp> lamps = lamps(known.until("2024-01-01"), "2023").lamps();
    Lamp without = lamps.get(0);
    Lamp with = lamps.get(1);
    // 40150 / 40150 after 36500 / 36500
    assertThat(without.evidence().decline().orElseThrow()).isEqualByComparingTo("0");
    assertThat(without.level()).isEqualTo(LampLevel.LEVEL_2);
    assertThat(without.evidence().deductions()).isEmpty();
    // (110 − 60) × 365 / 40150 = 0.4545 after (100 − 40) × 365 / 36500 = 0.6: 24.2 %, not 54.5 %
    assertThat(with.evidence().decline().orElseThrow().doubleValue()).isBetween(0.2424, 0.2425);
    assertThat(with.evidence().intensity().orElseThrow().previous().orElseThrow())
        .isEqualByComparingTo("0.6");
    assertThat(with.level()).isEqualTo(LampLevel.LEVEL_3);
    assertThat(with.evidence().measured()).isEqualTo(40_150_000_000L);
    assertThat(with.evidence().deductions())
        .containsExactly(
            new DeductionLine(Deduction.FEEDSTOCK, 21_900_000_000L, 21_900_000_000L, 0, List.of()));
    assertThat(with.evidence().assessed()).isEqualTo(18_250_000_000L);
  }

  @Test
  void shouldTakeOffTheTotalWhatTheTargetSaysLineByLine() {
    Known known =
        new Known()
            .year(2020, Quantities.TCE, 30_000)
            .energy("2023-01-01", "2024-01-01", 100)
            .daily(Quantities.TCE_FEEDSTOCK, "2023-01-01", "2024-01-01", 10)
            .daily(Quantities.TCE_RENEWABLE, "2023-01-01", "2024-01-01", 8)
            .reportedEnergy(Quantities.TCE_RENEWABLE, "2020", "1095")
            .reportedEnergy(Deductions.MAJOR_PROJECT, "2023", "730")
            .target(budget("A-plain", "2023", 32_000))
            .target(
                budget("B-after", "2023", 32_000, sum().deductions(List.of(Deduction.values()))));
    List<Lamp> lamps = lamps(known.until("2024-01-01"), "2023").lamps();
    assertThat(lamps.get(0).reason()).isEqualTo(LampReason.OVER_LIMIT);
    LampEvidence after = lamps.get(1).evidence();
    // feedstock 10 × 365; renewable (8 − 3) × 365, 3 a day being those of 2020; projects 730
    assertThat(after.deductions())
        .extracting(DeductionLine::amount)
        .containsExactly(3_650_000_000L, 1_825_000_000L, 730_000_000L);
    assertThat(after.assessed()).isEqualTo(36_500_000_000L - 6_205_000_000L);
    assertThat(lamps.get(1).reason()).isEqualTo(LampReason.ON_SCHEDULE);
  }

  @Test
  void shouldDeductNothingThatNobodyReportedAndSaySo() {
    Known known =
        new Known()
            .energy("2023-01-01", "2024-01-01", 100)
            .daily(Quantities.TCE_RENEWABLE, "2023-01-01", "2024-01-01", 8)
            .target(
                budget(
                    "T",
                    "2023",
                    32_000,
                    sum()
                        .deductions(
                            List.of(Deduction.RENEWABLE_INCREMENT, Deduction.MAJOR_PROJECT))));
    LampEvidence evidence = only(known.until("2024-01-01"), "2023").evidence();
    assertThat(evidence.assessed()).isEqualTo(evidence.measured());
    assertThat(evidence.assumed())
        .extracting(Assumption::text)
        .containsExactly(
            "not-reported 2020-01..2020-12 (tce.renewable)",
            "not-reported 2023-01..2023-12 (tce.major_project)");
    assertThat(evidence.provisional()).isTrue();
  }

  @Test
  void shouldExemptARegionFromItsTotalWhenItsIntensityMeetsTheIncentiveValue() {
    // 发改环资〔2021〕1310号: 达到激励目标的地区, 当期能源消费总量免予考核. The intensity fell by 5 %.
    for (String incentive : List.of("4.9", "5", "5.1", "none")) {
      TermsBuilder terms = perGdp();
      if (!incentive.equals("none")) {
        terms.incentive(Optional.of(new BigDecimal(incentive)));
      }
      Known known =
          new Known()
              .energy("2022-01-01", "2023-01-01", 100)
              .energy("2023-01-01", "2024-01-01", 104.5)
              .gdp("2022", "36500")
              .gdp("2023", "40150")
              .target(budget("A", "2023", 37_000))
              .target(decline("B", "2023", "3.084", terms));
      EntityLamps lamps = lamps(known.until("2024-01-01"), "2023");
      Lamp total = lamps.lamps().get(0);
      boolean exempt = incentive.startsWith("4") || incentive.equals("5");
      assertThat(total.evidence().assessed()).isEqualTo(38_142_500_000L);
      assertThat(total.reason())
          .as("incentive value %s", incentive)
          .isEqualTo(exempt ? LampReason.EXEMPT : LampReason.OVER_LIMIT);
      assertThat(total.unexempted())
          .isEqualTo(exempt ? Optional.of(LampReason.OVER_LIMIT) : Optional.empty());
      assertThat(lamps.state()).isEqualTo(exempt ? JointState.NEITHER : JointState.ENERGY);
    }
  }

  @Test
  void shouldJudgeAConverterWhoseEnergyIsBelowZero() {
    // GB 21256-2025 table 4: converter, level 1 −30, level 2 −28, level 3 −12 kgce/t.
    Object[][] table = {
      {-29.0, -27.0, LampReason.ON_SCHEDULE}, {-29.0, -30.0, LampReason.ROSE},
      {-27.0, -26.0, LampReason.ABOVE_LEVEL}, {-28.0, -28.0, LampReason.ON_SCHEDULE}
    };
    for (Object[] row : table) {
      Known known =
          new Known()
              .energy("2022-01-01", "2023-01-01", (double) row[1])
              .energy("2023-01-01", "2024-01-01", (double) row[0])
              .production("steel", "2022", "365000")
              .production("steel", "2023", "365000")
              .target(
                  new Target(
                      "T",
                      Known.ENTITY,
                      Quantities.TCE,
                      Period.year(2023),
                      0,
                      Target.DEFAULT_MARGIN,
                      "GB 21256-2025",
                      Terms.of(TargetType.INTENSITY)
                          .denominator(Denominator.parse("PRODUCTION:steel"))
                          .value(Optional.of(new BigDecimal("-28")))
                          .unit("kgce/t")
                          .build()));
      Lamp lamp = only(known.until("2024-01-01"), "2023");
      assertThat(lamp.reason()).as("%s after %s", row[0], row[1]).isEqualTo(row[2]);
      assertThat(lamp.evidence().intensity().orElseThrow().now().value().orElseThrow())
          .isEqualByComparingTo(BigDecimal.valueOf((double) row[0]));
      assertThat(lamp.evidence().decline()).as("no percentage of a number below 0").isEmpty();
    }
  }

  @Test
  void shouldTellEnergyAndCarbonAsOneState() {
    for (int i = 0; i < 4; i++) {
      Known known =
          new Known()
              .energy("2023-01-01", "2023-03-15", (i & 1) == 1 ? 2 : 1)
              .daily(Quantities.CO2E, "2023-01-01", "2023-03-15", (i & 2) == 2 ? 2 : 1)
              .target(budget("E", "2023", 365))
              .target(
                  new Target(
                      "C",
                      Known.ENTITY,
                      Quantities.CO2E,
                      Period.year(2023),
                      365_000_000,
                      Target.DEFAULT_MARGIN,
                      "test"));
      assertThat(lamps(known.until("2023-03-15"), "2023").state())
          .isEqualTo(JointState.values()[i]);
    }
  }

  @Test
  void shouldKeepAYearWhoseDaysAreGone() {
    Known known = new Known().year(2021, Quantities.TCE, 400).target(budget("T", "2021", 365));
    assertThat(only(known.until("2024-06-01"), "2021").reason()).isEqualTo(LampReason.OVER_LIMIT);
  }

  @Test
  void shouldShowTheOtherViewOfElectricityBesideTheFirst() {
    Known known =
        new Known()
            .energy("2023-01-01", "2023-03-15", 1)
            .daily(Quantities.TCE_EQUIVALENT, "2023-01-01", "2023-03-15", 1.2)
            .target(budget("当量", "2023", 365))
            .target(
                new Target(
                    "等价",
                    Known.ENTITY,
                    Quantities.TCE_EQUIVALENT,
                    Period.year(2023),
                    500_000_000,
                    Target.DEFAULT_MARGIN,
                    "test"));
    List<Lamp> lamps = lamps(known.until("2023-03-15"), "2023").lamps();
    assertThat(lamps).extracting(Lamp::kind).containsOnly(LampKind.ENERGY_TOTAL);
    assertThat(lamps)
        .extracting(l -> l.evidence().measured())
        .containsExactly(73_000_000L, 87_600_000L);
  }
}
