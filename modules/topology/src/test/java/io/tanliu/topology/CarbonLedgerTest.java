// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.ZONE;
import static io.tanliu.topology.Given.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.testkit.TestFactors;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parts, deductions, processes, gases and measured CO2, from the meters to the nation. */
class CarbonLedgerTest {
  private static final String YEAR = "|1Y|2023-12-31T16:00:00Z";
  private static final TestFactors FACTORS = new TestFactors();

  private final LedgerDriver driver = new LedgerDriver();
  private final List<Reading> readings = new ArrayList<>();

  @AfterEach
  void close() {
    driver.close();
  }

  private static Point point(String id, String energy, Direction direction) {
    PhysicalUnit unit =
        switch (energy) {
          case "electricity" -> PhysicalUnit.KWH;
          case "natural_gas" -> PhysicalUnit.M3;
          case "steam" -> PhysicalUnit.MJ;
          default -> PhysicalUnit.KG;
        };
    return new Point(
        id,
        "",
        energy,
        Measure.INTERVAL,
        unit,
        Duration.ofHours(1),
        1,
        direction,
        Optional.empty(),
        BigDecimal.ONE,
        Optional.empty(),
        Optional.empty(),
        Duration.ofHours(1),
        true);
  }

  private static EnergyUnit unit(String industry, Point... points) {
    return new EnergyUnit("U", "U", "360102", industry, ZONE, List.of(points));
  }

  private void read(String time, Map<String, Long> values) {
    List<Reading> now =
        values.entrySet().stream()
            .map(v -> new Reading(v.getKey(), at(time), v.getValue(), 0))
            .toList();
    readings.addAll(now);
    driver.read("U", now.toArray(Reading[]::new));
  }

  private Map<String, WindowAmount> year(String entity) {
    return driver.energy().get(entity + YEAR).getAmounts();
  }

  private static long amount(Map<String, WindowAmount> amounts, String quantity) {
    return Optional.ofNullable(amounts.get(quantity)).map(WindowAmount::getAmount).orElse(0L);
  }

  private static void shouldAddUp(EntityWindow window) {
    for (String total : List.of(Quantities.TCE, Quantities.CO2E)) {
      long sum =
          Quantities.parts(total).stream().mapToLong(p -> amount(window.getAmounts(), p)).sum();
      assertThat(sum)
          .as("%s of %s %s", total, window.getEntity(), window.getGranularity())
          .isEqualTo(amount(window.getAmounts(), total));
    }
  }

  private void shouldEqualTheOracle(EnergyUnit unit) {
    Published published = new Published(driver.energy(), driver.carbon());
    OracleBooks books = OracleBooks.of(Given.truth(unit, readings, FACTORS));
    for (String entity : List.of("U", "360102", "360000", "100000", "industry-3120")) {
      assertThat(published.shouldEqual(entity, books, "carbon")).isPositive();
    }
    driver.energy().values().forEach(CarbonLedgerTest::shouldAddUp);
  }

  @Test
  void shouldKeepEachPartOfEnergyAndCarbonExactly() {
    EnergyUnit unit =
        unit(
            "3120",
            point("E", "electricity", Direction.BOUGHT),
            point("S", "electricity", Direction.SOLD),
            point("PV", "electricity", Direction.SELF_RENEWABLE),
            point("C", "raw_coal", Direction.BOUGHT),
            point("F", "raw_coal", Direction.FEEDSTOCK),
            point("G", "natural_gas", Direction.BOUGHT),
            point("H", "steam", Direction.BOUGHT),
            point("K", "clinker", Direction.BOUGHT),
            point("X", "sf6", Direction.BOUGHT),
            point("M", "co2_measured", Direction.BOUGHT));
    driver.define(unit);
    for (int hour = 0; hour < 30; hour++) {
      read(
          java.time.Instant.ofEpochMilli(at("2024-06-01T00:00:00Z") + hour * 3_600_000L).toString(),
          Map.of(
              "E",
              1003L + hour,
              "S",
              101L,
              "PV",
              57L,
              "C",
              333L,
              "F",
              77L,
              "G",
              19L,
              "H",
              41L,
              "K",
              5L,
              "X",
              1L,
              "M",
              999L));
    }
    shouldEqualTheOracle(unit);
    Map<String, WindowAmount> year = year("U");
    assertThat(year)
        .containsOnlyKeys(
            "electricity",
            "raw_coal",
            "natural_gas",
            "steam",
            "clinker",
            "sf6",
            "co2_measured",
            "tce",
            "tce.electricity",
            "tce.coal",
            "tce.gas",
            "tce.heat",
            "tce.feedstock",
            "tce.renewable",
            "tce.nonfossil",
            "tce_equivalent",
            "co2e",
            "co2e.electricity",
            "co2e.combustion",
            "co2e.heat",
            "co2e.process",
            "co2e.gases",
            "co2e.measured");
    // 30 h: clinker 5 kg × 0.535; SF6 1 kg × 23 500; measured 999 kg; neither is energy.
    assertThat(amount(year, "co2e.process")).isEqualTo(30 * 4 * 669L);
    assertThat(amount(year, "co2e.gases")).isEqualTo(30 * 1_000L * 23_500);
    assertThat(amount(year, "co2e.measured")).isEqualTo(30 * 999_000L);
    assertThat(amount(year, "co2e"))
        .isEqualTo(
            amount(year, "co2e.electricity")
                + amount(year, "co2e.combustion")
                + amount(year, "co2e.process")
                + amount(year, "co2e.gases"));
    assertThat(amount(year, "tce.coal")).isGreaterThan(amount(year, "tce.feedstock"));
    assertThat(year.get("co2e.measured").getCoverage())
        .isEqualTo(year.get("co2_measured").getCoverage());
  }

  @Test
  void shouldBurnTheSameCoalByTheGuidelineOfTheIndustryOfTheTime() {
    Point coal = point("C", "raw_coal", Direction.BOUGHT);
    EnergyUnit moved =
        new EnergyUnit(
            "U",
            "U",
            "360102",
            "3120",
            ZONE,
            List.of(coal),
            List.of(
                new Affiliation.Earlier(
                    at("2024-06-01T12:00:00Z"), new Affiliation("360102", "2619"))),
            List.of(),
            Optional.empty());
    driver.define(moved);
    read("2024-06-01T11:00:00Z", Map.of("C", 1_000L));
    read("2024-06-01T12:00:00Z", Map.of("C", 1_000L));
    assertThat(amount(year("industry-2619"), "co2e")).isEqualTo(1_900_300);
    assertThat(amount(year("industry-3120"), "co2e")).isEqualTo(1_747_100);
    assertThat(amount(year("U"), "co2e.combustion")).isEqualTo(1_900_300 + 1_747_100);
    // Registered as a chemical works all the time after all: everything above it is restated.
    driver.define(unit("2619", coal));
    assertThat(amount(year("industry-2619"), "co2e")).isEqualTo(2 * 1_900_300);
    assertThat(amount(year("360000"), "co2e.combustion")).isEqualTo(2 * 1_900_300);
    assertThat(year("industry-3120").get("co2e").getAmount()).isZero();
  }

  @Test
  void shouldNeitherRefuseNorClampAConverterThatGivesMoreThanItTakes() {
    // 转炉负能炼钢: what the converter delivers as gas is more than the power that it takes.
    EnergyUnit unit =
        unit(
            "3120",
            point("E", "electricity", Direction.BOUGHT),
            point("G", "natural_gas", Direction.SOLD));
    driver.define(unit);
    read("2024-06-01T00:00:00Z", Map.of("E", 100L, "G", 200L));
    read("2024-06-01T01:00:00Z", Map.of("E", -5L, "G", 200L));
    assertThat(driver.rejected()).isEmpty();
    shouldEqualTheOracle(unit);
    Map<String, WindowAmount> year = year("U");
    // 95 kWh × 0.1229 − 400 m3 × 1.33
    assertThat(amount(year, "tce"))
        .isNegative()
        .isEqualTo(amount(year, "tce.electricity") - 532_000);
    assertThat(amount(year, "tce.gas")).isEqualTo(-532_000);
    assertThat(amount(year, "co2e")).isNegative();
    assertThat(amount(year("100000"), "tce")).isEqualTo(amount(year, "tce"));
  }

  @Test
  void shouldSayBesideEachFigureWhichFactorsMadeItAndHowMuchIsUnverified() {
    EnergyUnit unit =
        unit(
            "3120",
            point("E", "electricity", Direction.BOUGHT),
            point("C", "raw_coal", Direction.BOUGHT));
    driver.define(unit);
    driver.factor(checked("tce", "electricity", "0.1229"));
    driver.factor(checked("tce", "raw_coal", "0.7143"));
    driver.factor(checked("co2e", "electricity", "0.5"));
    read("2024-06-01T00:00:00Z", Map.of("E", 1_000L, "C", 1_000L));
    Map<String, WindowAmount> year = year("U");
    assertThat(year.get("tce").getUnverified()).isZero();
    assertThat(year.get("co2e.electricity").getUnverified()).isZero();
    assertThat(year.get("co2e.combustion").getUnverified()).isEqualTo(1);
    // 1 747.1 of 2 247.1 kg are by the unverified factor of the coal.
    assertThat(year.get("co2e").getUnverified()).isEqualTo(1_747_100.0 / 2_247_100);
    assertThat(year("100000").get("co2e").getUnverified()).isEqualTo(1_747_100.0 / 2_247_100);
    assertThat(year.get("electricity").getUnverified()).isZero();
    assertThat(year.get("electricity").getFactors()).isNull();
    String version =
        FACTORS
            .with(
                List.of(
                    checked("co2e", "electricity", "0.5"),
                    checked("tce", "electricity", "0.1229"),
                    checked("tce", "raw_coal", "0.7143")))
            .version();
    assertThat(year.get("co2e").getFactors()).isEqualTo(version);
    assertThat(year("100000").get("tce.coal").getFactors()).isEqualTo(version);
  }

  private static DatedFactor checked(String quantity, String energy, String value) {
    String region = quantity.equals("co2e") ? "360000" : "100000";
    return new DatedFactor(
        quantity, energy, region, 2024, 2024, new BigDecimal(value), "test", "A", true);
  }

  @Test
  void shouldRestateASteelWorksAloneWhenItsGuidelineChanges() {
    driver.define(unit("3120", point("C", "raw_coal", Direction.BOUGHT)));
    Point coal = point("C", "raw_coal", Direction.BOUGHT);
    driver.define(new EnergyUnit("V", "V", "360102", "2619", ZONE, List.of(coal)));
    read("2024-06-01T00:00:00Z", Map.of("C", 1_000L));
    driver.read("V", new Reading("C", at("2024-06-01T00:00:00Z"), 1_000, 0));
    driver.factor(
        new DatedFactor(
            "co2e",
            "raw_coal",
            "100000",
            "31",
            2024,
            DatedFactor.OPEN,
            new BigDecimal("1.8"),
            "test",
            "A",
            true));
    assertThat(amount(year("U"), "co2e")).isEqualTo(1_800_000);
    assertThat(amount(year("V"), "co2e")).isEqualTo(1_900_300);
    assertThat(amount(year("100000"), "co2e")).isEqualTo(1_800_000 + 1_900_300);
  }
}
