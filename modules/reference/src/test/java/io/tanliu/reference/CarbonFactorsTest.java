// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which factor converts what: each row with the document that gives its figure. */
class CarbonFactorsTest {
  private static final FactorBook SEEDS = Seeds.load().factors();
  private static final String NANCHANG = "360100";
  private static final long TONNE = 1_000_000;

  /** Net calorific value × carbon content × oxidation × 44/12 of each guideline's table. */
  @ParameterizedTest
  @CsvSource({
    // GB/T 4754, tCO2/t; general table: 23.204 GJ/t, 26.18 tC/TJ, 93 %
    "bituminous, '', 2.0715, ''",
    "bituminous, 2619, 2.0715, ''",
    // steel guideline 2013 and GB/T 32151.5: 19.570 GJ/t, 26.18 tC/TJ, 93 %
    "bituminous, 3110, 1.7471, 31",
    "bituminous, 3120, 1.7471, 31",
    "bituminous, 3130, 1.7471, 31",
    // general table: 24.515 GJ/t, 27.49 tC/TJ, 94 %; steel: 20.304 GJ/t, 27.49 tC/TJ, 94 %
    "anthracite, 4411, 2.3228, ''",
    "anthracite, 3120, 1.9238, 31",
    // What the steel guideline's table does not have burns like everywhere.
    "coke, 3120, 2.8518, ''",
    "natural_gas, 3120, 2.16219, ''"
  })
  void shouldTakeTheSetOfTheIndustrysGuideline(
      String fuel, String industry, BigDecimal value, String set) {
    Factor factor = SEEDS.emission(fuel, NANCHANG, industry, 2023).orElseThrow();
    assertThat(factor.gramsPerBase()).isEqualByComparingTo(value);
    assertThat(factor.industry()).isEqualTo(set);
    assertThat(factor.verified()).isTrue();
  }

  @Test
  void shouldEmitLessFromTheSameTonneOfCoalByTheSteelGuideline() {
    long general = SEEDS.emission("bituminous", NANCHANG, "2619", 2023).orElseThrow().apply(TONNE);
    long steel = SEEDS.emission("bituminous", NANCHANG, "3120", 2023).orElseThrow().apply(TONNE);
    assertThat(general).isEqualTo(2_071_500);
    assertThat(steel).isEqualTo(1_747_100);
  }

  @Test
  void shouldHaveNoSteelGuidelineBeforeItWasMade() {
    // 发改办气候〔2013〕2526号
    assertThat(SEEDS.emission("bituminous", NANCHANG, "3120", 2012).orElseThrow().industry())
        .isEmpty();
    assertThat(SEEDS.emission("bituminous", NANCHANG, "3120", 2013).orElseThrow().industry())
        .isEqualTo("31");
  }

  /** 生态环境部 国家统计局 公告2024年第12号, 公告2024年第33号, 公告2025年第47号. */
  @ParameterizedTest
  @CsvSource({
    "2021, 0.5835, grid_36_2021, 2021, false",
    "2022, 0.5752, grid_36_2022, 2022, false",
    "2023, 0.5836, grid_36_2023, 2023, false",
    "2024, 0.5836, grid_36_2023, 2023, true"
  })
  void shouldTakeTheGridFactorOfJiangxiByDataYear(
      int year, BigDecimal value, String id, int dataYear, boolean standsIn) {
    for (String industry : List.of("", "3120", "4411")) {
      Factor factor = SEEDS.emission("electricity", NANCHANG, industry, year).orElseThrow();
      assertThat(factor.gramsPerBase()).isEqualByComparingTo(value);
      assertThat(factor.id()).isEqualTo(id);
      assertThat(factor.dataYear()).isEqualTo(dataYear);
      assertThat(factor.extrapolated()).isEqualTo(standsIn);
    }
  }

  /** IPCC assessment reports, GWP100 (AR6 WGI 7.SM.7), as reproduced in gwp.csv. */
  @ParameterizedTest
  @CsvSource({
    "SAR, ch4, 21, false",
    "AR4, ch4, 25, false",
    "AR5, ch4, 28, false",
    "AR6, ch4, 27.9, false",
    "SAR, n2o, 310, false",
    "AR5, n2o, 265, false",
    "AR6, n2o, 273, false",
    "SAR, sf6, 23900, false",
    "AR5, sf6, 23500, false",
    "AR6, sf6, 25200, false",
    "AR5, hfc134a, 1300, false",
    "AR5, cf4, 6630, false",
    "AR5, co2, 1, false",
    // Not in the second report: the next one stands in.
    "SAR, nf3, 17200, true",
    // Not in the fourth report either.
    "AR4, hfc161, 4, true"
  })
  void shouldConvertGasesByTheChosenReport(
      GwpSet set, String gas, BigDecimal potential, boolean standsIn) {
    FactorBook book = Seeds.load(set).factors();
    Factor factor = book.emission(gas, NANCHANG, "3990", 2023).orElseThrow();
    assertThat(factor.gramsPerBase()).isEqualByComparingTo(potential);
    assertThat(factor.extrapolated()).isEqualTo(standsIn);
    assertThat(book.coalEquivalent(gas, 2023)).isEmpty();
  }

  @Test
  void shouldConvertByTheFifthReportUnlessAnotherIsChosen() {
    assertThat(Seeds.load().gwp()).isEqualTo(GwpSet.AR5);
    assertThat(SEEDS.fingerprint()).isEqualTo(Seeds.load(GwpSet.AR5).factors().fingerprint());
    assertThat(SEEDS.fingerprint()).isNotEqualTo(Seeds.load(GwpSet.AR6).factors().fingerprint());
    assertThat(SEEDS.version()).startsWith("2026.11-").hasSize(16);
  }

  /** tCO2/t of activity. */
  @ParameterizedTest
  @CsvSource({
    // stoichiometry 44.01/100.09
    "calcium_carbonate, 0.4397, true",
    // CETS-AG cement 2024, from memory
    "clinker, 0.535, false",
    // NDRC steel guideline 2013 App. 2, from memory
    "limestone_flux, 0.44, false",
    "dolomite_flux, 0.471, false",
    "electrode, 3.663, false",
    "pig_iron, 0.172, false",
    "crude_steel, 0.0154, false",
    // by definition
    "co2_measured, 1, true"
  })
  void shouldSayOfProcessesWhetherTheirFactorWasVerified(
      String activity, BigDecimal value, boolean verified) {
    Factor factor = SEEDS.emission(activity, NANCHANG, "3120", 2023).orElseThrow();
    assertThat(factor.gramsPerBase()).isEqualByComparingTo(value);
    assertThat(factor.verified()).isEqualTo(verified);
    assertThat(SEEDS.coalEquivalent(activity, 2023)).isEmpty();
    assertThat(SEEDS.coalEquivalentByEqualValue(activity, 2023)).isEmpty();
  }

  @Test
  void shouldPreferTheLongerIndustryThenTheNearerRegion() {
    FactorBook book =
        SEEDS.with(
            List.of(
                factor("100000", "3120", 2024, 2024, "1.1"),
                factor("360000", "31", 2024, DatedFactor.OPEN, "1.2"),
                factor("360100", "", 2024, DatedFactor.OPEN, "1.3")));
    assertThat(value(book, NANCHANG, "3120", 2024)).isEqualByComparingTo("1.1");
    assertThat(value(book, NANCHANG, "3110", 2024)).isEqualByComparingTo("1.2");
    assertThat(value(book, "320100", "3110", 2024)).isEqualByComparingTo("1.7471");
    assertThat(value(book, NANCHANG, "2619", 2024)).isEqualByComparingTo("1.3");
    assertThat(value(book, NANCHANG, "", 2024)).isEqualByComparingTo("1.3");
    // An end gives way to what stands behind it, the years before to what always was.
    assertThat(value(book, NANCHANG, "3120", 2025)).isEqualByComparingTo("1.2");
    assertThat(value(book, "320100", "3120", 2025)).isEqualByComparingTo("1.7471");
    assertThat(value(book, NANCHANG, "3120", 2023)).isEqualByComparingTo("1.7471");
    assertThat(value(book, NANCHANG, "2619", 2023)).isEqualByComparingTo("2.0715");
  }

  @Test
  void shouldLeaveOutACoalEquivalentOfWhatIsNoEnergy() {
    DatedFactor wrong =
        new DatedFactor("tce", "clinker", "100000", 2020, 2030, BigDecimal.ONE, "test", "A", true);
    assertThat(SEEDS.with(List.of(wrong)).coalEquivalent("clinker", 2024)).isEmpty();
  }

  private static DatedFactor factor(
      String region, String industry, int from, int to, String value) {
    BigDecimal grams = new BigDecimal(value);
    return new DatedFactor(
        "co2e", "bituminous", region, industry, from, to, grams, "公告", "A", true);
  }

  private static BigDecimal value(FactorBook book, String region, String industry, int year) {
    return book.emission("bituminous", region, industry, year).orElseThrow().gramsPerBase();
  }
}
