// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.Region;
import io.tanliu.reference.Quantity;
import io.tanliu.reference.Seeds;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Units all over the province, their meters, the readings of each moment, and budgets so small that
 * the first reading breaks them: as many open alerts as are wanted. Half of the points are
 * registers, the others intervals, over four kinds of energy.
 *
 * @param units number of units
 * @param points points per unit
 * @param seconds between two readings of a point, 1 to 3 600, a divisor of the day
 * @param budgets budgets of all units together, at most twelve per unit
 */
record PageWorld(int units, int points, int seconds, int budgets) {
  static final String HOME = "360000";

  private static final int QUARTER_MILLIS = 900_000;
  private static final int IN_A_DOCUMENT = 50;
  private static final String[] ENERGIES = {"electricity", "raw_coal", "natural_gas", "heat"};
  private static final String[] UNITS = {"kWh", "kg", "m3", "MJ"};
  private static final String[] LIMITED = {
    "electricity", "raw_coal", "natural_gas", "heat", "tce", "co2e"
  };
  private static final int MOST_BUDGETS = 2 * LIMITED.length;
  private static final Seeds SEEDS = Seeds.load();
  private static final List<Region> COUNTIES =
      SEEDS.regions().all().stream()
          .filter(region -> region.code().startsWith("36"))
          .filter(region -> !region.code().endsWith("00"))
          .toList();

  PageWorld {
    if (seconds < 1 || seconds > 3_600 || 86_400 % seconds != 0 || budgets > MOST_BUDGETS * units) {
      throw new IllegalArgumentException(
          "units × points / readings: "
              + seconds
              + " s, budgets / units: "
              + budgets / units
              + " (expected: a divisor of the day to 3600, at most "
              + MOST_BUDGETS
              + ")");
    }
  }

  /** Cities of the province. */
  static List<String> cities() {
    return SEEDS.regions().all().stream()
        .map(Region::code)
        .filter(code -> code.startsWith("36") && code.endsWith("00") && !code.equals(HOME))
        .toList();
  }

  String id(int unit) {
    return "PAGE-" + unit;
  }

  /** Register documents: lamps of province and cities, then fifty units in each. */
  List<String> documents(YearMonth month) {
    List<String> documents = new ArrayList<>();
    List<String> places = new ArrayList<>(cities());
    places.add(HOME);
    List<String> wide = new ArrayList<>();
    for (String place : places) {
      for (String quantity : List.of("tce", "co2e")) {
        wide.add(budget("Y-" + quantity, place, quantity, month.getYear() + "", "1000000000"));
      }
    }
    documents.add("{\"targets\":[" + String.join(",", wide) + "]}");
    for (int first = 0; first < units; first += IN_A_DOCUMENT) {
      int end = Math.min(units, first + IN_A_DOCUMENT);
      List<String> registered = new ArrayList<>();
      List<String> targets = new ArrayList<>();
      for (int unit = first; unit < end; unit++) {
        registered.add(unit(unit));
        long until = (long) budgets * (unit + 1) / units - (long) budgets * unit / units;
        for (int budget = 0; budget < until; budget++) {
          targets.add(target(unit, budget, month));
        }
      }
      documents.add(
          "{\"units\":["
              + String.join(",", registered)
              + "],\"targets\":["
              + String.join(",", targets)
              + "]}");
    }
    return documents;
  }

  private String unit(int unit) {
    List<String> meters = new ArrayList<>(points);
    for (int p = 0; p < points; p++) {
      int kind = p / 2 % ENERGIES.length;
      meters.add(
          "{\"id\":\"P%d\",\"energy\":\"%s\",\"measure\":\"%s\",\"unit\":\"%s\",\"interval\":\"%ds\"}"
              .formatted(
                  p, ENERGIES[kind], register(p) ? "REGISTER" : "INTERVAL", UNITS[kind], seconds));
    }
    return "{\"id\":\"%s\",\"name\":\"单位 %d\",\"region\":\"%s\",\"industry\":\"3120\",\"points\":[%s]}"
        .formatted(
            id(unit), unit, COUNTIES.get(unit % COUNTIES.size()).code(), String.join(",", meters));
  }

  private String target(int unit, int budget, YearMonth month) {
    String period = budget < LIMITED.length ? month.toString() : month.getYear() + "";
    return budget("B" + budget, id(unit), LIMITED[budget % LIMITED.length], period, "0.001");
  }

  private static String budget(String id, String entity, String name, String period, String value) {
    Quantity quantity = SEEDS.quantity(name).orElseThrow();
    return "{\"id\":\"%s\",\"entity\":\"%s\",\"type\":\"BUDGET\",\"quantity\":\"%s\",\"period\":\"%s\",\"value\":%s,\"unit\":\"%s\"}"
        .formatted(id, entity, name, period, value, quantity.dimension().displayUnit());
  }

  private static boolean register(int point) {
    return point % 2 == 0;
  }

  /** What the unit's meters say at a moment, a multiple of {@link #seconds}. */
  ReadingFrame live(int unit, long time, long receivedAt) {
    List<Reading> readings = new ArrayList<>(points);
    for (int p = 0; p < points; p++) {
      readings.add(reading(unit, p, time));
    }
    return new ReadingFrame("l-" + unit + "-" + time, id(unit), receivedAt, "benchmark", readings);
  }

  /** What the unit's registers said in the quarter hours of an hour. */
  ReadingFrame history(int unit, long hour, long receivedAt) {
    List<Reading> readings = new ArrayList<>(2 * points);
    for (int p = 0; p < points; p += 2) {
      for (int quarter = 0; quarter < 4; quarter++) {
        readings.add(reading(unit, p, hour + (long) quarter * QUARTER_MILLIS));
      }
    }
    return new ReadingFrame("h-" + unit + "-" + hour, id(unit), receivedAt, "benchmark", readings);
  }

  /** Registers go up by the second, the amounts of intervals go to and fro; in hundredths. */
  private Reading reading(int unit, int point, long time) {
    long noise = Noise.of(((long) unit * points + point) * 1_000_003L + time / 1_000);
    long value =
        register(point)
            ? Math.floorMod(time / 1_000, 1_000_000_000L) * 1_000 + noise
            : (500 + noise) * seconds / 60 + 1;
    return new Reading("P" + point, time, value, 2);
  }

  /** Zone of the province. */
  static ZoneId zone() {
    return ZoneId.of("Asia/Shanghai");
  }

  /** The quarter hour that runs. */
  static long quarter(Instant now) {
    return now.toEpochMilli() / QUARTER_MILLIS * QUARTER_MILLIS;
  }
}
