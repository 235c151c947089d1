// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.at;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.FactorDefinition;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.testkit.TestFactors;
import io.tanliu.wire.FactorMapping;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Factors that change while readings come. */
class FactorsTest {
  private static final FactorBook FACTORS = new TestFactors();
  private static final DatedFactor JIANGXI = factor("co2e", "360000", 2024, "0.5123");
  private static final DatedFactor EQUAL = factor("tce_equivalent", "100000", 2024, "0.29871");

  private static final DatedFactor COAL = factor("tce", "100000", 2024, "0.13");

  private final LedgerDriver driver = new LedgerDriver();
  private final EnergyUnit nanchang = unit("U", "360102", interval("E1"));
  private final EnergyUnit hangzhou = unit("N", "330108", interval("E1"));

  @AfterEach
  void close() {
    driver.close();
  }

  private static DatedFactor factor(String quantity, String region, int year, String value) {
    BigDecimal grams = new BigDecimal(value);
    return new DatedFactor(quantity, "electricity", region, year, year, grams, "test", "A", true);
  }

  /** 22 days of quarter hours: more than is converted at once. */
  private static List<Reading> month() {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 96 * 22; i++) {
      readings.add(new Reading("E1", at("2024-06-01T00:00:00Z") + i * 900_000L, 1001 + i, 1));
    }
    return readings;
  }

  private static List<Reading> days() {
    return month().subList(0, 200);
  }

  private void read(String unit, List<Reading> readings) {
    for (int from = 0; from < readings.size(); from += 960) {
      List<Reading> frame = readings.subList(from, Math.min(readings.size(), from + 960));
      driver.read(unit, frame.toArray(Reading[]::new));
    }
  }

  /** All is converted a little at a time. */
  private void convert() {
    for (int i = 0; i < 3; i++) {
      driver.publish();
    }
  }

  private void shouldEqual(FactorBook factors) {
    Published published = new Published(driver.energy(), driver.carbon());
    OracleBooks ofNanchang = OracleBooks.of(Given.truth(nanchang, month(), factors));
    OracleBooks ofHangzhou = OracleBooks.of(Given.truth(hangzhou, days(), factors));
    OracleBooks both =
        new OracleBooks(LedgerDriver.ZONE)
            .add(Given.truth(nanchang, month(), factors), a -> true)
            .add(Given.truth(hangzhou, days(), factors), a -> true);
    List.of("U", "360102", "360100", "360000")
        .forEach(entity -> published.shouldEqual(entity, ofNanchang, "Jiangxi"));
    List.of("N", "330108", "330100", "330000")
        .forEach(entity -> published.shouldEqual(entity, ofHangzhou, "Zhejiang"));
    List.of("100000", "industry-3120")
        .forEach(entity -> published.shouldEqual(entity, both, "both"));
  }

  @Test
  void shouldRestateEveryStoredWindowUpToTheNationWhenAFactorChangesInTheMiddle() {
    driver.define(nanchang);
    driver.define(hangzhou);
    List<Reading> all = month();
    read("U", all.subList(0, 1700));
    read("N", days());
    String year = "|1Y|2023-12-31T16:00:00Z";
    Map<String, EntityWindow> before = Map.copyOf(driver.energy());
    driver.factor(JIANGXI);
    driver.factor(COAL);
    for (String entity : List.of("U", "N", "360000", "100000", "industry-3120")) {
      EntityWindow window = driver.energy().get(entity + year);
      assertThat(window.getCause()).as(entity).isEqualTo("factor");
      assertThat(window.getRevision())
          .as(entity)
          .isGreaterThan(before.get(entity + year).getRevision());
    }
    assertThat(before.get("U" + year).getCause()).isEqualTo("reading");
    read("U", all.subList(1700, all.size()));
    driver.factor(EQUAL);
    convert();
    shouldEqual(FACTORS.with(List.of(JIANGXI, EQUAL, COAL)));
  }

  @Test
  void shouldComeBackToThePackagedFactorWhenTheOtherIsWithdrawn() {
    driver.define(nanchang);
    driver.define(hangzhou);
    driver.factor(JIANGXI);
    read("U", month());
    read("N", days());
    driver.energy();
    driver.send(Topics.REF_FACTOR, FactorMapping.key(JIANGXI), null);
    convert();
    shouldEqual(FACTORS);
  }

  @Test
  void shouldGoOnWithoutAFactorThatMeansNothing() {
    driver.define(nanchang);
    driver.define(hangzhou);
    FactorDefinition record = FactorMapping.toAvro(JIANGXI);
    driver.send(Topics.REF_FACTOR, "another|key", record);
    driver.send(
        Topics.REF_FACTOR,
        FactorMapping.key(JIANGXI),
        FactorDefinition.newBuilder(record).setValue("a lot").build());
    driver.send(
        Topics.REF_FACTOR,
        FactorMapping.key(EQUAL),
        FactorDefinition.newBuilder(FactorMapping.toAvro(EQUAL)).setValue("-1").build());
    read("U", month());
    read("N", days());
    shouldEqual(FACTORS);
  }

  @Test
  void shouldJudgeABudgetAgainWithTheNewFactor() {
    driver.define(nanchang);
    // 22 days of some 205.7 kWh a quarter hour at 0.570 kg are 247.6 t, at 0.999 kg 434.0 t.
    driver.target(
        new Target(
            "T",
            "360000",
            "co2e",
            Period.parse("2024").orElseThrow(),
            350_000_000L,
            new BigDecimal("10"),
            "test"));
    read("U", month());
    driver.publish();
    assertThat(driver.alerts()).isEmpty();
    driver.factor(factor("co2e", "360000", 2024, "0.999"));
    convert();
    assertThat(driver.alerts()).extracting(AlertEvent::getReason).startsWith("breached");
    driver.send(Topics.REF_FACTOR, FactorMapping.key(JIANGXI), null);
    convert();
    assertThat(driver.alerts()).extracting(AlertEvent::getReason).endsWith("restated");
  }
}
