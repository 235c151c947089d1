// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import static io.tanliu.domain.assess.Series.days;
import static io.tanliu.domain.assess.Series.production;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.assess.BenchmarkClass.Indicator;
import io.tanliu.domain.assess.BenchmarkClass.Policy;
import io.tanliu.domain.assess.BenchmarkClass.Reason;
import io.tanliu.domain.unit.UnitProfile;
import io.tanliu.domain.unit.UnitProfile.Product;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels as in seeds/benchmarks.csv, each with its standard. */
class BenchmarkJudgeTest {
  private static final Days YEAR = days("2024-01-01", "2025-01-01");

  /** GB 16780-2021 表2: 100, 107, 117 kgce/t; policy benchmark 100, baseline 117. */
  private static final Benchmark CLINKER =
      row("水泥熟料", "kgce/t", "tce", "100 107 117", "100", "117", List.of());

  /** GB 21256-2025 表4: -30, -28, -12 kgce/t; policy -30 and -10. */
  private static final Benchmark CONVERTER =
      row("转炉工序", "kgce/t", "tce", "-30 -28 -12", "-30", "-10", List.of());

  /** GB 21258-2024 表1, 亚临界 600MW: 303, 285, 312 gce/kWh: level 2 is below level 1. */
  private static final Benchmark POWER =
      row("燃煤机组 亚临界 600MW", "gce/kWh", "tce.coal", "303 285 312", "", "", List.of());

  @ParameterizedTest
  @CsvSource({
    "99.99, 1, BENCHMARK",
    "100, 1, BENCHMARK",
    "100.01, 2, BASELINE",
    "107, 2, BASELINE",
    "117, 3, BASELINE",
    "117.01, 4, BELOW_BASELINE"
  })
  void shouldClassClinkerByItsOwnLimits(String kgcePerTonne, int level, Policy policy) {
    Indicator indicator = judge(CLINKER, kgcePerTonne, Map.of());
    assertThat(indicator.value().orElseThrow()).isEqualByComparingTo(kgcePerTonne);
    assertThat(indicator.level()).contains(level);
    assertThat(indicator.policy()).isEqualTo(policy);
  }

  @ParameterizedTest
  @CsvSource({
    "-31.5, 1, BENCHMARK",
    "-30, 1, BENCHMARK",
    "-29, 2, BASELINE",
    "-12, 3, BASELINE",
    "-11, 4, BASELINE",
    "-9, 4, BELOW_BASELINE",
    "4, 4, BELOW_BASELINE"
  })
  void shouldClassAConverterThatGivesBackMoreThanItTakes(
      String kgcePerTonne, int level, Policy policy) {
    Indicator indicator = judge(CONVERTER, kgcePerTonne, Map.of());
    assertThat(indicator.value().orElseThrow()).isEqualByComparingTo(kgcePerTonne);
    assertThat(indicator.level()).contains(level);
    assertThat(indicator.policy()).isEqualTo(policy);
  }

  @ParameterizedTest
  @CsvSource({"284, 1, true true true", "290, 1, true false true", "310, 3, false false true"})
  void shouldNeitherSortNorRepairLevelsThatAreOutOfOrderInTheSource(
      String gcePerKwh, int level, String met) {
    Indicator indicator = judge(POWER, gcePerKwh, Map.of());
    assertThat(indicator.level()).contains(level);
    assertThat(indicator.met().stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .isEqualTo(met);
    assertThat(indicator.policy()).isEqualTo(Policy.NOT_SET);
  }

  @Test
  void shouldCorrectCementByItsShareOfClinkerWithAFigureOfEachLevel() {
    // GB 16780-2021 表1: 80, 87, 94 at 75 % clinker, 1.10, 1.15, 1.20 a percentage point.
    Correction clinker =
        correction("clinker_percent", Correction.Kind.ADD_BOTH, "75", null, "1.10 1.15 1.20");
    Benchmark cement = row("水泥", "kgce/t", "tce", "80 87 94", "", "", List.of(clinker));
    assertThat(levels(judge(cement, "88", Map.of("clinker_percent", "80"))))
        .containsExactly("85.5", "92.75", "100");
    assertThat(levels(judge(cement, "88", Map.of("clinker_percent", "65"))))
        .containsExactly("69", "75.5", "82");
    Indicator plain = judge(cement, "88", Map.of());
    assertThat(levels(plain)).containsExactly("80", "87", "94");
    assertThat(plain.missing()).containsExactly("clinker_percent");
  }

  @Test
  void shouldCorrectOnlyLevel3ForThinAir() {
    // GB 16780-2021: above 1 500 m × (1.179 − 0.211·P/101325).
    Correction air =
        correction("air_pressure_pa", Correction.Kind.PRESSURE, "84556", null, "0 0 1");
    Benchmark high = row("水泥熟料", "kgce/t", "tce", "100 107 117", "100", "117", List.of(air));
    Indicator thin = judge(high, "118", Map.of("air_pressure_pa", "70000"));
    assertThat(thin.levels().get(0).orElseThrow()).isEqualByComparingTo("100");
    assertThat(thin.levels().get(2).orElseThrow().doubleValue())
        .isCloseTo(
            117 * (1.179 - 0.211 * 70000 / 101325), org.assertj.core.data.Offset.offset(1e-9));
    assertThat(thin.level()).contains(3);
    assertThat(levels(judge(high, "118", Map.of("air_pressure_pa", "101000"))))
        .containsExactly("100", "107", "117");
  }

  @Test
  void shouldLimitTheCorrectionOfPoorOreToFivePoints() {
    // GB 21256-2025 表3: 361, 370, 415; below 62 % +3.61 a point, at most 5.
    Correction ore =
        correction("ore_grade_percent", Correction.Kind.ADD_BELOW, "62", "5", "3.61 3.61 3.61");
    Benchmark furnace = row("高炉工序", "kgce/t", "tce", "361 370 415", "361", "435", List.of(ore));
    assertThat(levels(judge(furnace, "380", Map.of("ore_grade_percent", "60"))))
        .containsExactly("368.22", "377.22", "422.22");
    assertThat(levels(judge(furnace, "380", Map.of("ore_grade_percent", "50"))))
        .containsExactly("379.05", "388.05", "433.05");
    assertThat(levels(judge(furnace, "380", Map.of("ore_grade_percent", "65"))))
        .containsExactly("361", "370", "415");
  }

  @Test
  void shouldExpressOilEquivalentWithItsOwnCalorificValue() {
    // 1 kgoe = 41 868 kJ, 1 kgce = 29 307 kJ: 590 kgoe/t is 842.87 kgce/t.
    Benchmark ethylene = row("乙烯装置", "kgoe/t", "tce", "580 590 640", "590", "640", List.of());
    Indicator indicator = judge(ethylene, "842.8764", Map.of());
    assertThat(indicator.value().orElseThrow().doubleValue())
        .isCloseTo(590, org.assertj.core.data.Offset.offset(0.01));
  }

  @Test
  void shouldDivideByTheMetersOfTheItEquipmentBeforeAReport() {
    // GB 40879-2021: PUE 1.2, 1.3, 1.5.
    Benchmark pue = row("数据中心", "1", "electricity", "1.2 1.3 1.5", "", "", List.of());
    BenchmarkJudge judge = new BenchmarkJudge(new BenchmarkBook(List.of(pue)), 0.9);
    Product centre = new Product("数据中心", Optional.empty(), "", Optional.empty(), Map.of());
    DailySeries total = new Series().tonnes("2024-01-01", "2025-01-01", "145").make();
    DailySeries equipment = new Series().tonnes("2024-01-01", "2025-01-01", "100").make();
    Map<String, DailySeries> series =
        Map.of("electricity", total, BenchmarkJudge.IT_ELECTRICITY, equipment);
    var made =
        judge.made(
            centre,
            UnitProfile.NONE,
            OutputSeries.of(List.of(production("数据中心", "2024", "1000", "kWh"))),
            name -> series.getOrDefault(name, DailySeries.EMPTY));
    Indicator indicator =
        judge
            .judge(centre, Optional.of(BigDecimal.ONE), YEAR, made, series::get)
            .indicators()
            .get(0);
    assertThat(indicator.value().orElseThrow()).isEqualByComparingTo("1.45");
    assertThat(indicator.level()).contains(3);
    assertThat(judge.made(centre, UnitProfile.NONE, Optional.empty(), n -> DailySeries.EMPTY))
        .as("without meters and without a report")
        .isEmpty();
  }

  @Test
  void shouldDivideABuildingByItsFloorAreaInProportionToTheDays() {
    // GB/T 51161-2016: 80 and 110 kWh/m2 a year.
    Benchmark office = row("办公建筑", "kWh/m2", "electricity", "80 95 110", "", "", List.of());
    BenchmarkJudge judge = new BenchmarkJudge(new BenchmarkBook(List.of(office)), 0.9);
    Product product = new Product("办公建筑", Optional.empty(), "", Optional.empty(), Map.of());
    UnitProfile profile =
        new UnitProfile(
            List.of(product), false, Optional.empty(), Optional.of(new BigDecimal("20000")));
    // 6 MWh a day in the year before, 7 300 kWh in 73 days.
    DailySeries used =
        new Series()
            .tonnes("2023-01-01", "2024-01-01", "6")
            .tonnes("2024-01-01", "2024-03-14", "7.3")
            .make();
    var made = judge.made(product, profile, Optional.empty(), n -> DailySeries.EMPTY);
    assertThat(value(judge, product, days("2023-01-01", "2024-01-01"), made, used))
        .as("2 190 MWh for 20 000 m2")
        .isEqualByComparingTo("109.5");
    assertThat(value(judge, product, days("2024-01-01", "2024-03-14"), made, used))
        .as("532.9 MWh in 73 of 365 days")
        .isEqualByComparingTo("133.225");
  }

  private static BigDecimal value(
      BenchmarkJudge judge,
      Product product,
      Days days,
      Optional<? extends Made> made,
      DailySeries used) {
    return judge
        .judge(product, Optional.of(BigDecimal.ONE), days, made, name -> used)
        .indicators()
        .get(0)
        .value()
        .orElseThrow();
  }

  @Test
  void shouldSayWhyNothingCanBeSaid() {
    BenchmarkJudge judge = new BenchmarkJudge(new BenchmarkBook(List.of(CLINKER)), 0.9);
    DailySeries energy = new Series().tonnes("2024-01-01", "2025-01-01", "100").make();
    DailySeries holes = new Series().days("2024-01-01", "2025-01-01", 1, 0.89).make();
    Optional<OutputSeries> made = output("水泥熟料", "366000", "t");
    assertThat(reason(judge, "玩具", made, energy)).contains(Reason.NO_BENCHMARK);
    assertThat(reason(judge, "水泥熟料", Optional.empty(), energy)).contains(Reason.NO_PRODUCTION);
    assertThat(reason(judge, "水泥熟料", output("水泥熟料", "0", "t"), energy))
        .contains(Reason.NO_PRODUCTION);
    assertThat(reason(judge, "水泥熟料", output("水泥熟料", "5", "m2"), energy))
        .contains(Reason.PRODUCTION_UNIT);
    assertThat(reason(judge, "水泥熟料", made, DailySeries.EMPTY)).contains(Reason.NO_ENERGY);
    assertThat(reason(judge, "水泥熟料", made, holes)).contains(Reason.LOW_COVERAGE);
    assertThat(reason(judge, "水泥熟料", made, energy)).isEmpty();
    BenchmarkClass several =
        judge.judge(product("水泥熟料", Map.of()), Optional.empty(), YEAR, made, q -> energy);
    assertThat(several.reason()).contains(Reason.SEVERAL_PRODUCTS);
    assertThat(several.policy()).isEqualTo(Policy.NOT_ASSESSABLE);
  }

  private static Optional<Reason> reason(
      BenchmarkJudge judge, String product, Optional<OutputSeries> made, DailySeries energy) {
    return judge
        .judge(product(product, Map.of()), Optional.of(BigDecimal.ONE), YEAR, made, q -> energy)
        .reason();
  }

  /** Production of 366 000 in the year, and the energy that gives the value. */
  private static Indicator judge(Benchmark row, String value, Map<String, String> parameters) {
    boolean perTonne = row.unit().endsWith("/t");
    BigDecimal perDay =
        new BigDecimal(value)
            .multiply(BigDecimal.valueOf(1_000))
            .multiply(new BigDecimal(perTonne ? "1000" : "1"));
    DailySeries energy =
        new Series().days("2024-01-01", "2025-01-01", perDay.longValueExact(), 1).make();
    BenchmarkClass judged =
        new BenchmarkJudge(new BenchmarkBook(List.of(row)), 0.9)
            .judge(
                product(row.product(), parameters),
                Optional.of(BigDecimal.ONE),
                YEAR,
                output(row.product(), "366000", perTonne ? "t" : "kWh"),
                quantity -> quantity.equals(row.quantity()) ? energy : DailySeries.EMPTY);
    assertThat(judged.reason()).isEmpty();
    return judged.indicators().get(0);
  }

  private static Optional<OutputSeries> output(String product, String amount, String unit) {
    return OutputSeries.of(List.of(production(product, "2024", amount, unit)));
  }

  private static Product product(String name, Map<String, String> parameters) {
    return new Product(
        name,
        Optional.empty(),
        "",
        Optional.empty(),
        parameters.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new BigDecimal(e.getValue()))));
  }

  private static List<String> levels(Indicator indicator) {
    return indicator.levels().stream()
        .map(level -> level.orElseThrow().stripTrailingZeros().toPlainString())
        .toList();
  }

  private static Benchmark row(
      String product,
      String unit,
      String quantity,
      String levels,
      String benchmark,
      String baseline,
      List<Correction> corrections) {
    return new Benchmark(
        "0000",
        product,
        "单位产品能耗",
        unit,
        quantity,
        decimals(levels).stream().map(Optional::of).toList(),
        optional(benchmark),
        optional(baseline),
        corrections,
        "GB",
        "",
        "A",
        "",
        "");
  }

  private static Correction correction(
      String parameter, Correction.Kind kind, String reference, String most, String perLevel) {
    return new Correction(
        parameter,
        kind,
        new BigDecimal(reference),
        Optional.ofNullable(most).map(BigDecimal::new),
        decimals(perLevel),
        "test");
  }

  private static List<BigDecimal> decimals(String texts) {
    return Arrays.stream(texts.split(" ")).map(BigDecimal::new).toList();
  }

  private static Optional<BigDecimal> optional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
  }
}
