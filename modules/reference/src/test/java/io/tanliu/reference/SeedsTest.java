// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.domain.control.Deduction;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.Region;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedsTest {
  private static final Seeds SEEDS = Seeds.load();
  private static final String NANCHANG = "360100";

  private static long emission(String energy, String region, int year, long amount) {
    return SEEDS.factors().emission(energy, region, year).orElseThrow().apply(amount);
  }

  private static long coal(String energy, int year, long amount) {
    return SEEDS.factors().coalEquivalent(energy, year).orElseThrow().apply(amount);
  }

  @Test
  void shouldConvertToCoalEquivalentLikeByHand() {
    assertThat(coal("electricity", 2018, 1_000_000)).isEqualTo(122_900); // 1000 kWh, 122.9 kgce
    assertThat(coal("heat", 2022, 1_000_000)).isEqualTo(34_120); // 1 GJ, 34.12 kgce
    assertThat(coal("raw_coal", 2022, 1_000_000)).isEqualTo(714_300); // 1 t, 0.7143 tce
    assertThat(coal("natural_gas", 2022, 1_000)).isEqualTo(1_328); // 1 m3, 1.3284 kgce
    assertThat(coal("cog", 2022, 1_000_000)).isEqualTo(593_200); // 1000 m3
    assertThat(coal("steam_10_0", 2022, 1_000_000)).isEqualTo(131_431); // 1 t, 131.4312 kgce
  }

  @Test
  void shouldTakeTheEqualValueOfTheYearForElectricityOnly() {
    var factors = SEEDS.factors();
    assertThat(factors.coalEquivalentByEqualValue("electricity", 2018).orElseThrow().apply(1_000))
        .isEqualTo(310);
    assertThat(factors.coalEquivalentByEqualValue("electricity", 2022).orElseThrow().apply(1_000))
        .isEqualTo(300);
    assertThat(factors.coalEquivalentByEqualValue("electricity", 2022).orElseThrow().confidence())
        .isEqualTo("C");
    assertThat(factors.coalEquivalentByEqualValue("heat", 2022))
        .isEqualTo(factors.coalEquivalent("heat", 2022));
  }

  @Test
  void shouldTakeTheEditionInForce() {
    assertThat(coal("fresh_water", 2019, 1_000_000)).isEqualTo(86); // 0.0857 kgce/t
    assertThat(coal("fresh_water", 2021, 1_000_000)).isEqualTo(257); // 0.2571 kgce/t
  }

  @Test
  void shouldConvertToCarbonLikeByHand() {
    assertThat(emission("electricity", NANCHANG, 2022, 1_000_000)).isEqualTo(575_200);
    assertThat(emission("natural_gas", NANCHANG, 2022, 10_000_000)).isEqualTo(21_621_900);
    assertThat(emission("heat", NANCHANG, 2022, 1_000_000)).isEqualTo(110_000);
    assertThat(emission("diesel", NANCHANG, 2022, 1_000_000)).isEqualTo(3_145_100);
    // 20.934 GJ/t × 0.02618 tC/GJ × 0.93 × 44/12
    assertThat(emission("raw_coal", NANCHANG, 2022, 1_000_000)).isEqualTo(1_868_900);
    assertThat(emission("bfg", NANCHANG, 2022, 1_000_000)).isEqualTo(968_650);
  }

  @Test
  void shouldTakeTheNewestGridFactorUpToTheYear() {
    Factor exact = SEEDS.factors().emission("electricity", NANCHANG, 2023).orElseThrow();
    assertThat(exact.id()).isEqualTo("grid_36_2023");
    assertThat(exact.extrapolated()).isFalse();
    Factor later = SEEDS.factors().emission("electricity", NANCHANG, 2026).orElseThrow();
    assertThat(later.id()).isEqualTo("grid_36_2023");
    assertThat(later.extrapolated()).isTrue();
    Factor before = SEEDS.factors().emission("electricity", NANCHANG, 2018).orElseThrow();
    assertThat(before.id()).isEqualTo("grid_cn_2015");
    assertThat(before.extrapolated()).isTrue();
    Factor earliest = SEEDS.factors().emission("electricity", NANCHANG, 2014).orElseThrow();
    assertThat(earliest.id()).isEqualTo("grid_36_2021");
    assertThat(earliest.extrapolated()).isTrue();
  }

  @Test
  void shouldTakeTheNationalGridFactorWhereTheProvinceHasNone() {
    Factor tibet = SEEDS.factors().emission("electricity", "540000", 2022).orElseThrow();
    assertThat(tibet.id()).isEqualTo("grid_cn_2022");
    assertThat(tibet.extrapolated()).isFalse();
    assertThat(SEEDS.factors().emission("electricity", "999999", 2022).orElseThrow().id())
        .isEqualTo("grid_cn_2022");
  }

  @Test
  void shouldNotCallAFuelOrHeatFactorExtrapolated() {
    assertThat(SEEDS.factors().emission("coke", NANCHANG, 2026).orElseThrow().extrapolated())
        .isFalse();
    assertThat(SEEDS.factors().emission("heat", NANCHANG, 2010).orElseThrow().extrapolated())
        .isFalse();
  }

  @Test
  void shouldHaveAllFactorsForEveryEnergyEverywhere() {
    for (var kind : SEEDS.factors().energies()) {
      for (int year = 1970; year < 2130; year += 3) {
        assertThat(SEEDS.factors().coalEquivalent(kind.code(), year).isPresent())
            .isEqualTo(kind.isEnergy());
        assertThat(SEEDS.factors().coalEquivalentByEqualValue(kind.code(), year).isPresent())
            .isEqualTo(kind.isEnergy());
        for (Region region : SEEDS.regions().all()) {
          assertThat(SEEDS.factors().emission(kind.code(), region.code(), year).isPresent())
              .isEqualTo(EnergyKind.co2ePart(kind.category()).isPresent());
        }
      }
    }
    assertThat(SEEDS.factors().coalEquivalent("unobtainium", 2020)).isEmpty();
    assertThat(SEEDS.factors().emission("unobtainium", NANCHANG, 2020)).isEmpty();
  }

  @Test
  void shouldKnowTheEnergiesThatOtherModulesName() {
    assertThat(SEEDS.factors().energies())
        .extracting(k -> k.code())
        .contains(
            "electricity",
            "heat",
            "raw_coal",
            "washed_coal",
            "coke",
            "anthracite",
            "bituminous",
            "lignite",
            "fuel_oil",
            "gasoline",
            "diesel",
            "kerosene",
            "crude",
            "lpg",
            "lng",
            "natural_gas",
            "cog",
            "bfg",
            "ldg",
            "petcoke",
            "steam");
  }

  @Test
  void shouldLookFactorsUpWithoutAllocation() {
    var first = SEEDS.factors().emission("electricity", NANCHANG, 2022);
    assertThat(SEEDS.factors().emission("electricity", NANCHANG, 2022)).isSameAs(first);
    assertThat(SEEDS.factors().emission("electricity", "360102", 2022)).isSameAs(first);
  }

  @Test
  void shouldClimbFromCountyToNation() {
    assertThat(SEEDS.regions().ancestry("360102"))
        .containsExactly("360102", "360100", "360000", "100000");
    assertThat(SEEDS.membership().parents("360100", "3120"))
        .containsExactly("360100", "360000", "100000", "industry-3120");
    assertThat(SEEDS.regions().children("360000")).hasSize(11);
    assertThat(SEEDS.regions().find("100000").flatMap(Region::parent)).isEmpty();
    assertThat(SEEDS.regions().ancestry("999999")).isEmpty();
    assertThat(SEEDS.industries()).extracting(Industry::code).contains("3120", "4411", "6450");
  }

  @Test
  void shouldKnowEveryQuantityAndItsDimension() {
    assertThat(SEEDS.quantity("tce").map(Quantity::dimension))
        .isEqualTo(Optional.of(Dimension.COAL_EQUIVALENT));
    assertThat(SEEDS.quantity("co2e").map(Quantity::dimension))
        .isEqualTo(Optional.of(Dimension.CO2E));
    assertThat(SEEDS.quantity("natural_gas").map(Quantity::dimension))
        .isEqualTo(Optional.of(Dimension.GAS));
    assertThat(SEEDS.quantities())
        .hasSize(SEEDS.factors().energies().size() + Quantities.derived().size());
  }

  @Test
  void shouldNameFileLineAndFieldOfWrongSeeds(@TempDir Path directory) throws Exception {
    copySeeds(directory);
    assertThat(Seeds.load(directory).targets()).isEqualTo(SEEDS.targets());
    assertThat(Seeds.load(directory).regions().all()).hasSameSizeAs(SEEDS.regions().all());
    edit(directory, "coal_equivalents.csv", "0.1229,kgce/kWh", "-1,kgce/MWh");
    edit(directory, "vee_rules.csv", "spike.least,*,*,12", "spike.least,*,*,1");
    edit(directory, "regions.csv", "320000,prefecture", "329999,prefecture");
    edit(directory, "emission_factors.csv", "0.5835,kgCO2/kWh,,,,,,", "0.5835,kgCO2/kWh,,,,,,,");
    assertThatThrownBy(() -> Seeds.load(directory))
        .isInstanceOf(SeedException.class)
        .hasMessageContaining("coal_equivalents.csv:2:value: -1 (expected: a decimal >= 0")
        .hasMessageContaining("coal_equivalents.csv:2:unit: kgce/MWh (expected: one of [")
        .hasMessageContaining("vee_rules.csv:4:value: 1 (expected: 4 to 100000 readings")
        .hasMessageContaining("regions.csv:")
        .hasMessageContaining(":parent: 329999 (expected: the code of a region in this file)")
        .hasMessageContaining("emission_factors.csv:");
  }

  @Test
  void shouldNameFileLineAndFieldOfWrongAlertRules(@TempDir Path directory) throws Exception {
    copySeeds(directory);
    assertThat(Seeds.load(directory).alertRules().defaults())
        .isEqualTo(SEEDS.alertRules().defaults());
    edit(directory, "alert_rules.csv", "ABOVE,1,1.5,1.2,2,1.5", "ABOVE,1,1.5,1.7,2,1.5");
    edit(directory, "alert_rules.csv", "PT2H,PT3H", "2h,PT3H");
    edit(directory, "alert_rules.csv", "no-data;poor-quality", "no data;poor-quality");
    edit(directory, "alert_rules.csv", "P7D;P14D,rule;county", "P7D;P14D,rule;street");
    assertThatThrownBy(() -> Seeds.load(directory))
        .isInstanceOf(SeedException.class)
        .hasMessageContaining("alert_rules.csv:10:warning_reset: 1.7 (expected: not worse than 1.5")
        .hasMessageContaining("alert_rules.csv:10:for: 2h (expected: an ISO 8601 duration")
        .hasMessageContaining(":inhibits: no data (expected: a rule, no-data or *")
        .hasMessageContaining(":group_by: street (expected: of [alert, city");
  }

  @Test
  void shouldNameFileLineAndFieldOfWrongRulesOfTheViews(@TempDir Path directory) throws Exception {
    copySeeds(directory);
    assertThat(Seeds.load(directory).assess().screening().rules())
        .isEqualTo(SEEDS.assess().screening().rules());
    edit(directory, "benchmarks.csv", "kgce/t,100,107", "kgce/t,100,about 107");
    edit(directory, "benchmark_indicators.csv", "PUE(能效),1", "PUE(能效),2");
    edit(directory, "carbon_code.csv", "5,,", "5,2,");
    edit(directory, "view_rules.csv", "coverage.minimum,0.9", "coverage.minimum,1.9");
    edit(directory, "screening_rules.csv", "emissions trade,24", "emissions trade,240");
    edit(directory, "score_rules.csv", "both=35", "both=45");
    edit(directory, "score_rules.csv", "met=4", "kept=4");
    assertThatThrownBy(() -> Seeds.load(directory))
        .isInstanceOf(SeedException.class)
        .hasMessageContaining(
            "benchmarks.csv:2:level2: about 107 (expected: a decimal, or nothing)")
        .hasMessageContaining(":indicator: PUE(能效) in 1 (expected: a row of benchmark_indicators")
        .hasMessageContaining("screening_rules.csv:3:leave_months: 240 (expected: 1 to 60)")
        .hasMessageContaining("carbon_code.csv:6:most: 2 (expected: a ratio, and nothing for")
        .hasMessageContaining("view_rules.csv:2:value: 1.9 (expected: at most 1)")
        .hasMessageContaining("score_rules.csv:8:outcomes: both=45 (expected: each outcome once")
        .hasMessageContaining(":outcomes: kept=4;passed=0 (expected: outcome=points;… of one of");
  }

  @Test
  void shouldNameFileLineAndFieldOfWrongTargets(@TempDir Path directory) throws Exception {
    copySeeds(directory);
    String plan = "targets/jiangxi_climate_plan.csv";
    edit(directory, plan, "INTENSITY,tce,GDP,>=,14.5", "INTENSITY,tce,GNP,>=,14.5");
    edit(directory, plan, "SHARE,tce.coal,,<=,58", "SHARE,tce.coal,,<=,158");
    edit(directory, plan, "单位GDP能耗降低18.3%,T003", "单位GDP能耗降低18.3%,T001");
    edit(directory, plan, "T006,360000", "T005,369999");
    edit(directory, plan, "T013,", "T 13,");
    assertThatThrownBy(() -> Seeds.load(directory))
        .isInstanceOf(SeedException.class)
        .hasMessageContaining(plan + ":5:denominator: GNP (expected: GDP, VALUE_ADDED")
        .hasMessageContaining(plan + ":8:value: 158 (expected: a share from 0 to 100)")
        .hasMessageContaining(
            plan + ":3:contradicts: T001 (expected: ids of targets that name T002")
        .hasMessageContaining(plan + ":7:entity: 369999 (expected: the code of a region")
        .hasMessageContaining(plan + ":7:id: T005 (expected: an id that is not in another row")
        .hasMessageContaining(plan + ":14:id: T 13 (expected: 1 to 128 letters");
  }

  private static void copySeeds(Path directory) throws Exception {
    Path seeds = Path.of(Seeds.class.getResource("/seeds/SOURCES.md").toURI()).getParent();
    try (Stream<Path> files = Files.walk(seeds)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
        Path copy = directory.resolve(seeds.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static Target target(String id) {
    return SEEDS.targets().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void shouldKnowWhatThePoliciesDemand() {
    Target intensity = target("T004");
    assertThat(intensity.type()).isEqualTo(TargetType.INTENSITY);
    assertThat(intensity.entity()).isEqualTo("360000");
    assertThat(intensity.terms().isDecline()).isTrue();
    assertThat(intensity.terms().value()).contains(new BigDecimal("14.5"));
    assertThat(intensity.terms().baseYear()).contains(2020);
    assertThat(intensity.terms().deductions()).containsExactly(Deduction.FEEDSTOCK);
    assertThat(intensity.period().years()).hasSize(5);
    assertThat(intensity.source()).isEqualTo("赣环气候〔2021〕23号 江西省“十四五”应对气候变化规划 第二章 第三节; 目标指标表 第1行");
    assertThat(target("T007").terms().baseValue()).contains(new BigDecimal("63.2"));
    assertThat(target("T008").terms().operator()).isEqualTo(Operator.AT_LEAST);
    assertThat(target("T017").isJudged()).as("工业增加值").isTrue();
    assertThat(target("T051").isJudged()).as("no sums by region and industry").isFalse();
    assertThat(target("T051").terms().scope().covers("4411")).as("非电用煤").isFalse();
    assertThat(target("T063").terms().scope().covers("6450")).isTrue();
    assertThat(target("T063").terms().operator()).as("超过").isEqualTo(Operator.ABOVE);
    assertThat(target("T063").limit()).isEqualTo(10_000_000_000L);
    assertThat(target("T081").quantity()).isEqualTo(Target.BENCHMARK_CAPACITY);
    assertThat(target("T093").entity()).isEqualTo("360100");
    assertThat(target("T125").terms().upper().orElseThrow()).isEqualByComparingTo("5000");
    assertThat(target("N001").limit()).isEqualTo(26_000_000_000L);
    assertThat(SEEDS.targets().stream().filter(Target::isJudged)).hasSize(14);
  }

  @Test
  void shouldSetNothingWhereAPolicyGivesNoNumber() {
    for (String id :
        List.of("T005", "T006", "T044", "T044b", "T075", "T094", "T135", "T202", "T203")) {
      assertThat(target(id).isSet()).as(id).isFalse();
      assertThat(target(id).isJudged()).as(id).isFalse();
      assertThat(target(id).terms().origin().note()).as(id).contains("nothing is assumed");
    }
  }

  @Test
  void shouldKeepBothSidesOfAContradiction() {
    assertThat(target("T002").terms().value()).contains(new BigDecimal("18.3"));
    assertThat(target("T003").terms().value()).contains(new BigDecimal("19.4"));
    assertThat(target("T002").terms().origin().contradicts()).containsExactly("T003");
    assertThat(target("T071").terms().value()).contains(new BigDecimal("3079"));
    assertThat(target("T153").terms().value()).contains(new BigDecimal("3058"));
    assertThat(target("T153").terms().origin().contradicts()).containsExactly("T071");
  }

  private static void edit(Path directory, String file, String from, String to) throws IOException {
    Path path = directory.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
  }
}
