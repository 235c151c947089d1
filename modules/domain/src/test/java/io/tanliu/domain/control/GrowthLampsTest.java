// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 江西省碳达峰实施方案 三（一）1: 保持非电用煤消费负增长, and the like. */
class GrowthLampsTest {
  private static final String COAL = "tce.coal";

  private static Target growth(
      String quantity, Operator operator, String percent, String period, Scope scope) {
    return new Target(
        "G",
        Known.ENTITY,
        quantity,
        Period.parse(period).orElseThrow(),
        0,
        Target.DEFAULT_MARGIN,
        "test",
        Terms.of(TargetType.GROWTH)
            .operator(operator)
            .value(Optional.ofNullable(percent).map(BigDecimal::new))
            .unit("%")
            .scope(scope)
            .build());
  }

  private static Target growth(Operator operator, String percent) {
    return growth(COAL, operator, percent, "2023", Scope.WHOLE);
  }

  private static Known coal(double before, double now) {
    return new Known()
        .daily(COAL, "2022-01-01", "2023-01-01", before)
        .daily(COAL, "2023-01-01", "2023-07-01", now);
  }

  private static EntityLamps lamps(Known known, String period) {
    return Lamps.of(known.until("2023-07-01")).stream()
        .filter(l -> l.period().text().equals(period))
        .findFirst()
        .orElseThrow();
  }

  private static Lamp lamp(Known known) {
    List<Lamp> lamps = lamps(known, "2023").lamps();
    assertThat(lamps).hasSize(1);
    return lamps.get(0);
  }

  @Test
  void shouldJudgeGrowthAgainstTheSameDaysOfTheYearBefore() {
    Object[][] rows = {
      // tce a day now (10 before), operator, percent demanded, reason
      {9.9, Operator.BELOW, "0", LampReason.ON_SCHEDULE},
      {10.0, Operator.BELOW, "0", LampReason.GROWTH},
      {10.0, Operator.AT_MOST, "0", LampReason.ON_SCHEDULE},
      {10.1, Operator.BELOW, "0", LampReason.GREW},
      {9.8, Operator.AT_MOST, "-3", LampReason.GROWTH},
      {9.7, Operator.AT_MOST, "-3", LampReason.ON_SCHEDULE},
      {10.2, Operator.AT_MOST, "2", LampReason.ON_SCHEDULE},
      {10.21, Operator.AT_MOST, "2", LampReason.GROWTH},
      {10.4, Operator.AT_LEAST, "5", LampReason.GROWTH},
      {10.5, Operator.AT_LEAST, "5", LampReason.ON_SCHEDULE},
    };
    for (Object[] row : rows) {
      Lamp lamp =
          lamp(coal(10, (double) row[0]).target(growth((Operator) row[1], (String) row[2])));
      assertThat(lamp.reason()).as("%s tce %s %s %%", row).isEqualTo(row[3]);
      assertThat(lamp.kind()).isEqualTo(LampKind.ENERGY_GROWTH);
    }
    assertThat(LampReason.GREW.level()).isEqualTo(LampLevel.LEVEL_1);
    assertThat(LampReason.GROWTH.level()).isEqualTo(LampLevel.LEVEL_2);
  }

  @Test
  void shouldShowWhatItRestsOn() {
    LampEvidence evidence = lamp(coal(10, 9.8).target(growth(Operator.AT_MOST, "-3"))).evidence();
    assertThat(evidence.measured()).isEqualTo(181 * 9_800_000L);
    assertThat(evidence.schedule()).as("1 810 t less 3 %").hasValue(1_755_700_000L);
    assertThat(evidence.decline().orElseThrow()).isEqualByComparingTo("0.02");
    assertThat(evidence.required().orElseThrow()).isEqualByComparingTo("0.03");
    assertThat(evidence.provisional()).isTrue();
  }

  @Test
  void shouldJudgeEachYearOfAPlanAndChangeNoStateOfEnergyAndCarbon() {
    Known known =
        coal(10, 12)
            .daily(COAL, "2021-01-01", "2022-01-01", 11)
            .target(growth(COAL, Operator.BELOW, "0", "2021/2025", Scope.WHOLE));
    assertThat(lamps(known, "2022").lamps().get(0).level()).isEqualTo(LampLevel.LEVEL_3);
    assertThat(lamps(known, "2023").lamps().get(0).level()).isEqualTo(LampLevel.LEVEL_1);
    assertThat(lamps(known, "2021").lamps().get(0).reason()).isEqualTo(LampReason.COVERAGE);
    assertThat(lamps(known, "2023").state()).isEqualTo(JointState.NEITHER);
    assertThat(lamps(known, "2023").level(LampKind.ENERGY_TOTAL)).isEqualTo(LampLevel.NOT_SET);
    assertThat(Lamps.of(known.until("2023-07-01")))
        .extracting(l -> l.period().text())
        .containsExactly("2021", "2022", "2023");
  }

  @Test
  void shouldNeverShowGreenWithoutDataABaseOrSumsOfTheIndustries() {
    Known poor =
        new Known()
            .daily(COAL, "2022-01-01", "2023-01-01", 10)
            .daily(COAL, "2023-01-01", "2023-07-01", 5, 0.8)
            .target(growth(Operator.BELOW, "0"));
    assertThat(lamp(poor).reason()).isEqualTo(LampReason.COVERAGE);
    assertThat(lamp(coal(0, 10).target(growth(Operator.BELOW, "0"))).reason())
        .isEqualTo(LampReason.NO_BASE);
    assertThat(lamp(coal(10, 9).target(growth(Operator.BELOW, null))).reason())
        .isEqualTo(LampReason.NO_VALUE);
    Scope nonPower = new Scope(List.of(), List.of("441", "442"), false);
    assertThat(
            lamp(coal(10, 9).target(growth(COAL, Operator.BELOW, "0", "2023", nonPower))).reason())
        .isEqualTo(LampReason.SCOPE);
  }

  @Test
  void shouldTakeFeedstockOffBothYears() {
    Target target =
        new Target(
            "G",
            Known.ENTITY,
            Quantities.TCE,
            Period.year(2023),
            0,
            Target.DEFAULT_MARGIN,
            "test",
            Terms.of(TargetType.GROWTH)
                .value(Optional.of(BigDecimal.ZERO))
                .unit("%")
                .deductions(List.of(Deduction.FEEDSTOCK))
                .build());
    Known known =
        new Known()
            .energy("2022-01-01", "2023-01-01", 10)
            .energy("2023-01-01", "2023-07-01", 12)
            .daily(Quantities.TCE_FEEDSTOCK, "2022-01-01", "2023-01-01", 2)
            .daily(Quantities.TCE_FEEDSTOCK, "2023-01-01", "2023-07-01", 5)
            .target(target);
    Lamp lamp = lamp(known);
    assertThat(lamp.reason()).isEqualTo(LampReason.ON_SCHEDULE);
    assertThat(lamp.evidence().decline().orElseThrow()).as("7 of 8").isEqualByComparingTo("0.125");
  }
}
