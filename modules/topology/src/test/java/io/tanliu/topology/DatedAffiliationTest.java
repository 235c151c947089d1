// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.at;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Units that move at a date: each quarter hour counts where the unit belonged then. */
class DatedAffiliationTest {
  private static final String START = "2024-06-01T00:00:00Z";
  private static final String NOON = "2024-06-01T12:00:00Z";
  private static final Affiliation NANCHANG = new Affiliation("360102", "3120");
  private static final Affiliation JIUJIANG = new Affiliation("360481", "3120");
  private static final Affiliation HANGZHOU = new Affiliation("330108", "2611");

  private static EnergyUnit unit(Affiliation now, List<Affiliation.Earlier> past, Point... points) {
    return new EnergyUnit(
        "U",
        "U",
        now.region(),
        now.industry(),
        Given.ZONE,
        List.of(points),
        past,
        List.of(),
        Optional.empty());
  }

  private static Affiliation.Earlier until(String time, Affiliation affiliation) {
    return new Affiliation.Earlier(at(time), affiliation);
  }

  /** One kWh more in each quarter hour of a day. */
  private static Reading[] day() {
    Reading[] readings = new Reading[96];
    for (int i = 0; i < readings.length; i++) {
      readings[i] = new Reading("E1", at(START) + i * 900_000L, 100 + i, 0);
    }
    return readings;
  }

  private static WindowAmount electricity(LedgerDriver driver, String key) {
    return driver.energy().get(key).getAmounts().get("electricity");
  }

  @Test
  void shouldCountEachQuarterHourWhereTheUnitBelongedThen() {
    try (LedgerDriver driver = new LedgerDriver()) {
      driver.define(unit(NANCHANG, List.of(), interval("E1")));
      driver.read("U", day());
      EntityWindow whole = driver.energy().get("360102|1Y|2023-12-31T16:00:00Z");
      assertThat(whole.getCause()).isEqualTo("reading");

      driver.define(unit(HANGZHOU, List.of(until(NOON, NANCHANG)), interval("E1")));

      long morning = (100 + 147) * 48 / 2 * 1_000L;
      long evening = (148 + 195) * 48 / 2 * 1_000L;
      for (String left : List.of("360102", "360000", "industry-3120")) {
        EntityWindow window = driver.energy().get(left + "|1Y|2023-12-31T16:00:00Z");
        WindowAmount amount = window.getAmounts().get("electricity");
        assertThat(amount.getAmount()).as(left).isEqualTo(morning);
        assertThat(window.getCause()).as(left).isEqualTo("membership");
        assertThat(window.getRevision()).as(left).isGreaterThan(whole.getRevision());
      }
      for (String entered : List.of("330108", "330000", "industry-2611")) {
        EntityWindow window = driver.energy().get(entered + "|1Y|2023-12-31T16:00:00Z");
        assertThat(window.getAmounts().get("electricity").getAmount()).isEqualTo(evening);
        // Its points count from the moment at which it came.
        assertThat(window.getAmounts().get("electricity").getCoverage()).isEqualTo(1.0);
        assertThat(window.getCause()).as(entered).isEqualTo("membership");
      }
      assertThat(electricity(driver, "100000|1Y|2023-12-31T16:00:00Z").getAmount())
          .isEqualTo(morning + evening);
      // What was before the move is not published again.
      assertThat(driver.energy().get("360102|15m|" + START).getCause()).isEqualTo("reading");
      assertThat(electricity(driver, "360102|15m|" + NOON).getAmount()).isZero();
      assertThat(electricity(driver, "330108|15m|" + NOON).getAmount()).isEqualTo(148_000);
      assertThat(driver.energy()).doesNotContainKey("330108|15m|" + START);
    }
  }

  @Test
  void shouldConvertWithTheGridFactorOfThePlaceWhereTheUnitBelongedThen() {
    try (LedgerDriver driver = new LedgerDriver()) {
      driver.define(unit(HANGZHOU, List.of(until(NOON, NANCHANG)), interval("E1")));
      driver.read("U", day());
      // Test factors: 0.570 in Jiangxi and 0.460 in Zhejiang for 2024.
      assertThat(carbon(driver, "U|15m|" + START)).isEqualTo(57_000);
      assertThat(carbon(driver, "U|15m|" + NOON)).isEqualTo(Math.round(148_000 * 0.460));
      driver.define(unit(HANGZHOU, List.of(), interval("E1")));
      assertThat(carbon(driver, "U|15m|" + START)).isEqualTo(46_000);
      assertThat(carbon(driver, "100000|15m|" + START)).isEqualTo(46_000);
    }
  }

  private static long carbon(LedgerDriver driver, String key) {
    return driver.energy().get(key).getAmounts().get("co2e").getAmount();
  }

  @Test
  void shouldRefuseAPastThatIsNotInOrder() {
    try (LedgerDriver driver = new LedgerDriver()) {
      driver.define(unit(NANCHANG, List.of(), interval("E1")));
      driver.read("U", day());
      String oblique = "2024-06-01T12:00:01Z";
      driver.define(unit(HANGZHOU, List.of(until(oblique, NANCHANG)), interval("E1")));
      driver.define(
          unit(HANGZHOU, List.of(until(NOON, NANCHANG), until(START, JIUJIANG)), interval("E1")));
      assertThat(driver.energy().keySet()).noneMatch(key -> key.startsWith("33"));
    }
  }

  /** Whatever was believed in between: the last definition alone decides. */
  @Test
  void shouldEndInTheSameBooksHoweverOftenTheUnitIsMovedInBetween() {
    Point[] points = {interval("E1"), register("R1", "1000")};
    for (long seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      List<EnergyUnit> definitions = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        definitions.add(randomly(random, points));
      }
      EnergyUnit last = definitions.get(4);
      List<Reading> readings = new ArrayList<>(List.of(day()));
      for (int i = 0; i < 40; i++) {
        readings.add(new Reading("R1", at(START) + i * 1_234_567L, (i * 70L) % 1000, 0));
      }
      Map<String, Map<String, WindowAmount>> straight;
      try (LedgerDriver driver = new LedgerDriver()) {
        driver.define(last);
        driver.read("U", readings.toArray(Reading[]::new));
        straight = amounts(driver);
      }
      try (LedgerDriver driver = new LedgerDriver()) {
        for (int i = 0; i < 5; i++) {
          driver.define(definitions.get(i));
          int from = readings.size() * i / 5;
          int to = readings.size() * (i + 1) / 5;
          driver.read("U", readings.subList(from, to).toArray(Reading[]::new));
          if (random.nextBoolean()) {
            driver.energy();
          }
        }
        Map<String, Map<String, WindowAmount>> wound = amounts(driver);
        Map<String, Map<String, WindowAmount>> elsewhere = new TreeMap<>(wound);
        elsewhere.keySet().removeAll(straight.keySet());
        wound.keySet().retainAll(straight.keySet());
        assertThat(wound).as("seed %d", seed).isEqualTo(straight);
        assertThat(elsewhere.values())
            .allSatisfy(
                left ->
                    assertThat(left.values())
                        .allSatisfy(
                            amount -> {
                              assertThat(amount.getAmount()).isZero();
                              assertThat(amount.getCoverage()).isZero();
                            }));
      }
    }
  }

  private static EnergyUnit randomly(Random random, Point... points) {
    List<Affiliation> places = List.of(NANCHANG, JIUJIANG, HANGZHOU);
    List<Affiliation.Earlier> past = new ArrayList<>();
    long until = at(START) - 900_000L;
    for (int n = random.nextInt(4); n > 0; n--) {
      until += 900_000L * (1 + random.nextInt(50));
      past.add(new Affiliation.Earlier(until, places.get(random.nextInt(3))));
    }
    return unit(places.get(random.nextInt(3)), past, points);
  }

  private static Map<String, Map<String, WindowAmount>> amounts(LedgerDriver driver) {
    Map<String, Map<String, WindowAmount>> amounts = new TreeMap<>();
    driver.energy().forEach((key, window) -> amounts.put(key, window.getAmounts()));
    return amounts;
  }
}
