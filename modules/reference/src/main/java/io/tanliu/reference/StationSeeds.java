// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.cems.CemsRules;
import io.tanliu.domain.cems.CemsRules.Substitute;
import io.tanliu.domain.station.CityMap;
import io.tanliu.domain.station.CityMap.Seat;
import io.tanliu.domain.station.GasRules;
import io.tanliu.domain.station.MeanRules;
import io.tanliu.domain.station.MoleFraction;
import io.tanliu.domain.station.Station.Platform;
import io.tanliu.domain.station.Station.Position;
import io.tanliu.domain.station.StationRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code station_gases.csv}, {@code station_rules.csv} and {@code city_seats.csv}. */
final class StationSeeds {
  private static final String GASES = "station_gases.csv";
  private static final String SEATS = "city_seats.csv";
  private static final double KILO = 1_000;
  private static final String RULES = "station_rules.csv";
  private static final List<String> NAMES =
      List.of(
          "mean.minutes",
          "mean.hours",
          "background.days",
          "background.hours",
          "background.cut",
          "event.sigmas",
          "suspect.stuck",
          "suspect.spikes",
          "city.reach",
          "cems.volume",
          "cems.minute",
          "cems.hour",
          "cems.day");

  private StationSeeds() {}

  /** The rules; empty when a row is wrong or missing. */
  static Optional<StationRules> read(SeedSource source, List<String> problems) {
    int before = problems.size();
    Map<String, GasRules> gases = new HashMap<>();
    Map<String, BigDecimal> masses = new HashMap<>();
    List<String> columns =
        List.of("gas", "unit", "least", "most", "goal", "event", "spike", "molar_mass", "source");
    for (SeedRow row : SeedTable.read(source, GASES, columns, problems)) {
      String gas = row.required("gas");
      masses.put(gas, row.amount("molar_mass"));
      if (!row.text("unit").isEmpty()) {
        gas(row, gas).ifPresent(rules -> gases.put(gas, rules));
      }
    }
    Map<String, SeedRow> rows = new HashMap<>();
    List<Substitute> substitutes = new ArrayList<>();
    columns = List.of("parameter", "value", "unit", "source", "confidence");
    for (SeedRow row : SeedTable.read(source, RULES, columns, problems)) {
      if (row.text("parameter").startsWith("cems.substitute.")) {
        substitutes.add(substitute(row));
      } else if (rows.put(row.required("parameter"), row) != null) {
        row.problem("parameter", row.text("parameter"), "each parameter once");
      }
    }
    List<Seat> seats = seats(source, problems);
    if (!rows.keySet().containsAll(NAMES)) {
      problems.add(RULES + ": " + rows.keySet() + " (expected: " + NAMES + ")");
    }
    return problems.size() > before
        ? Optional.empty()
        : whole(gases, masses, rows, substitutes, seats, problems);
  }

  private static Optional<StationRules> whole(
      Map<String, GasRules> gases,
      Map<String, BigDecimal> masses,
      Map<String, SeedRow> rows,
      List<Substitute> substitutes,
      List<Seat> seats,
      List<String> problems) {
    int before = problems.size();
    MeanRules means =
        new MeanRules(
            count(rows.get("mean.minutes"), 60),
            count(rows.get("mean.hours"), 24),
            count(rows.get("background.days"), 90),
            count(rows.get("background.hours"), 90 * 24),
            rows.get("background.cut").amount("value"),
            rows.get("event.sigmas").amount("value"),
            Math.max(2, count(rows.get("suspect.stuck"), 60)),
            count(rows.get("suspect.spikes"), 60));
    CemsRules cems =
        new CemsRules(
            rows.get("cems.volume").amount("value"),
            count(rows.get("cems.minute"), 12),
            share(rows.get("cems.hour"), rows.get("cems.hour").amount("value")),
            count(rows.get("cems.day"), 24),
            substitutes);
    CityMap cities =
        new CityMap(seats, KILO * rows.get("city.reach").amount("value").doubleValue());
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(new StationRules(gases, masses, means, cems, speeds(rows), cities));
  }

  /** Largest speeds by platform; what has none in the table is not judged by it. */
  private static Map<Platform, Double> speeds(Map<String, SeedRow> rows) {
    Map<Platform, Double> speeds = new EnumMap<>(Platform.class);
    for (Platform platform : Platform.values()) {
      SeedRow row = rows.get("speed." + platform.name().toLowerCase(Locale.ROOT));
      if (row != null) {
        speeds.put(platform, (double) count(row, 10_000));
      }
    }
    return speeds;
  }

  private static List<Seat> seats(SeedSource source, List<String> problems) {
    List<Seat> seats = new ArrayList<>();
    List<String> columns = List.of("region", "latitude", "longitude", "source", "confidence");
    for (SeedRow row : SeedTable.read(source, SEATS, columns, problems)) {
      double latitude = row.amount("latitude").doubleValue();
      double longitude = row.amount("longitude").doubleValue();
      if (!Position.possible(latitude, longitude)) {
        row.problem("latitude", latitude + ", " + longitude, "a place on Earth");
      }
      seats.add(new Seat(row.required("region"), new Position(latitude, longitude)));
    }
    return seats;
  }

  private static Optional<GasRules> gas(SeedRow row, String gas) {
    Optional<MoleFraction> unit = MoleFraction.of(row.text("unit"));
    if (unit.isEmpty()) {
      row.problem("unit", row.text("unit"), "ppm, ppb, ppt, or nothing for a gas of stacks only");
      return Optional.empty();
    }
    return Optional.of(
        new GasRules(
            gas,
            unit.get(),
            amount(row, "least", unit.get()),
            amount(row, "most", unit.get()),
            positive(row, "goal", unit.get()),
            positive(row, "event", unit.get()),
            positive(row, "spike", unit.get())));
  }

  private static long amount(SeedRow row, String field, MoleFraction unit) {
    Optional<Long> count = unit.count(row.amount(field));
    if (count.isEmpty()) {
      row.problem(field, row.text(field), "a mole fraction");
    }
    return count.orElse(1L);
  }

  private static long positive(SeedRow row, String field, MoleFraction unit) {
    long count = amount(row, field, unit);
    if (count <= 0) {
      row.problem(field, row.text(field), "above 0");
    }
    return Math.max(1, count);
  }

  private static Substitute substitute(SeedRow row) {
    String text = row.matching("value", "[01]\\.\\d{1,3}/\\d{1,6}/\\d{1,5}", "share/hours/hours");
    String[] parts = text.split("/", -1);
    return parts.length == 3
        ? new Substitute(
            share(row, new BigDecimal(parts[0])),
            Integer.parseInt(parts[1]),
            Integer.parseInt(parts[2]))
        : new Substitute(BigDecimal.ONE, 0, 0);
  }

  private static BigDecimal share(SeedRow row, BigDecimal value) {
    if (value.compareTo(BigDecimal.ONE) > 0) {
      row.problem("value", row.text("value"), "at most 1");
    }
    return value;
  }

  private static int count(SeedRow row, int most) {
    BigDecimal value = row.amount("value");
    if (value.compareTo(BigDecimal.valueOf(most)) > 0
        || value.signum() == 0
        || value.stripTrailingZeros().scale() > 0) {
      row.problem("value", row.text("value"), "a whole number from 1 to " + most);
      return 1;
    }
    return value.intValueExact();
  }
}
