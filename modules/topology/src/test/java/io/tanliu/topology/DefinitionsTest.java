// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.at;
import static io.tanliu.topology.Given.budget;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.reading;
import static io.tanliu.topology.Given.register;
import static io.tanliu.topology.Given.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.TargetDefinition;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.oracle.Oracle;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.testkit.TestFactors;
import io.tanliu.wire.TargetMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Definitions that change while readings come. */
class DefinitionsTest {
  private static final TestFactors FACTORS = new TestFactors();
  private final LedgerDriver driver = new LedgerDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  private static List<Reading> twoDays() {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 192; i++) {
      readings.add(new Reading("E1", at("2024-06-01T00:00:00Z") + i * 900_000L, 100 + i, 1));
    }
    return readings;
  }

  @Test
  void shouldRestateBothSidesWhenAUnitMovesToAnotherProvinceWithItsOwnGridFactor() {
    EnergyUnit before = unit("U", "360102", interval("E1"));
    EnergyUnit after = unit("U", "330108", interval("E1"));
    EnergyUnit neighbour = unit("N", "360102", interval("E1"));
    driver.define(before);
    driver.define(neighbour);
    Reading[] readings = twoDays().toArray(Reading[]::new);
    driver.read("U", readings);
    driver.read("N", readings);
    driver.publish();
    driver.define(after);
    Reading late = reading("E1", "2024-06-03T00:00:00Z", 5);
    driver.read("U", late);

    List<Reading> all = Stream.concat(twoDays().stream(), Stream.of(late)).toList();
    Published published = new Published(driver.energy(), driver.carbon());
    OracleBooks moved = OracleBooks.of(truth(after, all));
    published.shouldEqual("U", moved, "unit");
    for (String entered : List.of("330108", "330100", "330000")) {
      published.shouldEqual(entered, moved, "entered");
    }
    // The region goes on at the time that the unit had reached when it left.
    OracleBooks stayed = OracleBooks.of(truth(neighbour, twoDays()));
    for (String left : List.of("360102", "360100", "360000")) {
      published.shouldEqual(left, stayed, "left");
    }
    OracleBooks nation =
        new OracleBooks(LedgerDriver.ZONE)
            .add(truth(after, all), a -> true)
            .add(truth(neighbour, twoDays()), a -> true);
    for (String both : List.of("100000", "industry-3120")) {
      published.shouldEqual(both, nation, "both");
    }
  }

  @Test
  void shouldRestateTheCoverageOfOldWindowsWhenPointsAreAdded() {
    EnergyUnit first = unit("U", "360102", interval("E1"));
    EnergyUnit silent = unit("N", "360102", interval("E1"));
    EnergyUnit more = unit("U", "360102", interval("E1"), interval("E2"));
    driver.define(first);
    driver.read("U", twoDays().toArray(Reading[]::new));
    driver.energy();

    driver.define(silent);
    driver.define(more);

    Published published = new Published(driver.energy(), driver.carbon());
    published.shouldEqual("U", OracleBooks.of(truth(more, twoDays())), "another point");
    OracleBooks both =
        new OracleBooks(LedgerDriver.ZONE)
            .add(truth(more, twoDays()), a -> true)
            .add(truth(silent, List.of()), a -> true);
    for (String entity : List.of("360102", "360100", "360000", "100000", "industry-3120")) {
      published.shouldEqual(entity, both, "a silent unit");
    }
  }

  @Test
  void shouldTakeAUnitBackAsIfItHadNeverMoved() {
    EnergyUnit home = unit("U", "360102", interval("E1"));
    driver.define(home);
    driver.read("U", twoDays().toArray(Reading[]::new));
    driver.define(unit("U", "330108", interval("E1")));
    driver.define(home);
    Published published = new Published(driver.energy(), driver.carbon());
    OracleBooks oracle = OracleBooks.of(truth(home, twoDays()));
    for (String entity : List.of("U", "360102", "360000", "100000", "industry-3120")) {
      published.shouldEqual(entity, oracle, "home again");
    }
    assertThat(
            driver.energy().entrySet().stream()
                .filter(e -> e.getKey().startsWith("33"))
                .map(e -> e.getValue().getAmounts().get("tce").getAmount())
                .collect(Collectors.toSet()))
        .isSubsetOf(0L);
  }

  @Test
  void shouldRefuseADefinitionThatWouldGiveOldReadingsANewMeaning() {
    driver.define(unit("U", "360102", register("R1", "1000")));
    driver.read("U", reading("R1", "2024-06-01T00:00:00Z", 990));
    driver.define(unit("U", "330108", interval("R1")));
    driver.read("U", reading("R1", "2024-06-01T00:15:00Z", 10));
    assertThat(
            driver.energy().get("360102|15m|2024-06-01T00:00:00Z").getAmounts().get("electricity"))
        .satisfies(amount -> assertThat(amount.getAmount()).isEqualTo(20_000));
    assertThat(driver.energy().keySet()).noneMatch(key -> key.startsWith("33"));
  }

  @Test
  void shouldRestateWhatWasReadWhenThePointOfADefinitionIsCorrected() {
    List<Reading> readings =
        List.of(
            reading("R1", "2024-06-01T00:00:00Z", 990),
            reading("R1", "2024-06-01T00:15:00Z", 10),
            reading("R1", "2024-06-01T00:30:00Z", 90));
    driver.define(unit("U", "360102", register("R1", "1000")));
    driver.read("U", readings.toArray(Reading[]::new));
    driver.energy();
    for (String modulus : List.of("100000", "1000")) {
      EnergyUnit corrected = unit("U", "360102", register("R1", modulus));
      driver.define(corrected);
      Published published = new Published(driver.energy(), driver.carbon());
      OracleBooks oracle = OracleBooks.of(truth(corrected, readings));
      for (String entity : List.of("U", "360102", "360000", "100000", "industry-3120")) {
        published.shouldEqual(entity, oracle, "a counter that wraps at " + modulus);
      }
    }
    assertThat(driver.energy().get("U|15m|2024-06-01T00:00:00Z").getCause()).isEqualTo("point");
  }

  @Test
  void shouldCountTheDaysOfTheZoneThatWasDefinedLastBeforeTheFirstReading() {
    EnergyUnit first = unit("U", "360102", interval("E1"));
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    EnergyUnit second = new EnergyUnit("U", "U", "360102", "3120", berlin, List.of(interval("E1")));
    driver.define(first);
    driver.define(second);
    driver.read("U", twoDays().toArray(Reading[]::new));
    // Once something was read, the zone stays.
    driver.define(first);
    driver.read("U", reading("E1", "2024-06-03T00:00:00Z", 5));
    List<Reading> all = new ArrayList<>(twoDays());
    all.add(reading("E1", "2024-06-03T00:00:00Z", 5));
    new Published(driver.energy(), driver.carbon())
        .shouldEqual("U", OracleBooks.of(truth(second, all)), "Berlin");
  }

  @Test
  void shouldGoOnWithoutTheRecordOfADefinition() {
    EnergyUnit unit = unit("U", "360102", interval("E1"));
    driver.define(unit);
    driver.send(Topics.REF_UNIT, "U", null);
    driver.send(Topics.REF_UNIT, "ANOTHER", UnitMapping.toAvro(unit("U", "330108")));
    driver.send(Topics.REF_TARGET, "no-separator", null);
    driver.send(
        Topics.REF_TARGET,
        "U|T",
        TargetDefinition.newBuilder(TargetMapping.toAvro(budget("T", "U", "2024", 1)))
            .setType("WISH")
            .build());
    driver.send(
        Topics.REF_UNIT,
        "U",
        UnitDefinition.newBuilder(UnitMapping.toAvro(unit)).setZone("Mars/Base").build());
    driver.define(unit("HUGE", "360102", register("R1", "1" + "0".repeat(30))));
    driver.read("U", reading("E1", "2024-06-01T00:00:00Z", 1));
    assertThat(driver.energy()).containsKey("360102|15m|2024-06-01T00:00:00Z");
  }

  @Test
  void shouldLowerTheCoverageOfADayWhoseEndWasSilent() {
    EnergyUnit unit = unit("U", "360102", interval("E1"));
    driver.define(unit);
    // 00:00 to 12:00 local time, then nothing for a day.
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      readings.add(new Reading("E1", at("2024-05-31T16:00:00Z") + i * 900_000L, 1, 0));
    }
    driver.read("U", readings.toArray(Reading[]::new));
    String day = "U|1d|2024-05-31T16:00:00Z";
    assertThat(driver.energy().get(day).getProvisional()).isTrue();
    readings.add(reading("E1", "2024-06-02T04:00:00Z", 1));
    driver.read("U", readings.get(48));
    assertThat(driver.energy().get(day).getProvisional()).isFalse();
    assertThat(driver.energy().get(day).getAmounts().get("electricity").getCoverage())
        .isEqualTo(0.5);
    new Published(driver.energy(), driver.carbon())
        .shouldEqual("100000", OracleBooks.of(truth(unit, readings)), "silence");
  }

  @Test
  void shouldSpreadTheFirstReadingAfterMonthsOfSilenceAsAnEstimate() {
    EnergyUnit unit = unit("U", "360102", register("R1", "10000000"));
    driver.define(unit);
    List<Reading> readings =
        List.of(
            reading("R1", "2023-01-10T00:07:00Z", 1_000),
            reading("R1", "2023-02-25T00:00:00Z", 987_654),
            reading("R1", "2024-02-10T00:00:00Z", 1_000_000));
    driver.read("U", readings.toArray(Reading[]::new));
    OracleBooks oracle = OracleBooks.of(truth(unit, readings));
    Published published = new Published(driver.energy(), driver.carbon());
    published.shouldEqual("U", oracle, "unit");
    assertThat(published.shouldEqual("100000", oracle, "nation")).isGreaterThan(4_000);
  }

  private static Oracle truth(EnergyUnit unit, List<Reading> readings) {
    return Given.truth(unit, readings, FACTORS);
  }
}
