// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.scenario;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * What the scenario's file says, read anew for the calculation by hand: nothing of the product is
 * used but the format of the file.
 */
final class Story {
  private final Map<String, Object> sections;

  Story(Path file) {
    sections = parse(file);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> parse(Path file) {
    LoadSettings settings = LoadSettings.builder().setSchema(new FailsafeSchema()).build();
    try {
      return (Map<String, Object>) new Load(settings).loadFromString(Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError("the scenario cannot be read", e);
    }
  }

  /** A field of the head of the file. */
  @SuppressWarnings("unchecked")
  String head(String field) {
    return text((Map<String, Object>) sections.get("scenario"), field);
  }

  /** A metering point of a unit. */
  record Meter(String unit, String point, String energy, String direction) {}

  @SuppressWarnings("unchecked")
  List<Map<String, Object>> section(String name) {
    return (List<Map<String, Object>>) sections.get(name);
  }

  static String text(Map<String, Object> row, String field) {
    return String.valueOf(row.get(field));
  }

  static LocalDate day(Map<String, Object> row, String field) {
    return LocalDate.parse(text(row, field));
  }

  @SuppressWarnings("unchecked")
  List<Meter> meters() {
    List<Meter> meters = new ArrayList<>();
    for (Map<String, Object> unit : section("units")) {
      for (Map<String, Object> point : (List<Map<String, Object>>) unit.get("points")) {
        Object direction = point.getOrDefault("direction", "BOUGHT");
        meters.add(
            new Meter(
                text(unit, "id"),
                text(point, "id"),
                text(point, "energy"),
                String.valueOf(direction)));
      }
    }
    return meters;
  }

  /** The unit itself, its industry, county, city, province and the nation on a day. */
  @SuppressWarnings("unchecked")
  List<String> belongs(String unitId, LocalDate day) {
    for (Map<String, Object> unit : section("units")) {
      if (text(unit, "id").equals(unitId)) {
        String county = text(unit, "region");
        Object earlier = unit.getOrDefault("earlierAffiliations", List.of());
        for (Map<String, Object> before : (List<Map<String, Object>>) earlier) {
          if (day.isBefore(day(before, "until"))) {
            county = text(before, "region");
          }
        }
        String city = county.substring(0, 4) + "00";
        String industry = "industry-" + text(unit, "industry");
        return List.of(unitId, industry, county, city, "360000", "100000");
      }
    }
    throw new AssertionError(unitId);
  }

  /**
   * What the meter is known to have shown for a day, in its own unit.
   *
   * @param look what has arrived when this day begins
   */
  Optional<BigDecimal> shown(Meter meter, LocalDate day, LocalDate look) {
    if (!day.isBefore(LocalDate.parse(head("until")))) {
      return Optional.empty();
    }
    BigDecimal amount = null;
    for (Map<String, Object> row : section("days")) {
      boolean meant =
          text(row, "unit").equals(meter.unit()) && text(row, "point").equals(meter.point());
      if (meant && !day.isBefore(day(row, "from"))) {
        amount = new BigDecimal(text(row, "each"));
      }
    }
    LocalDate arrives = day.plusDays(1);
    for (Map<String, Object> fault : section("faults")) {
      if (!meets(fault, meter)) {
        continue;
      }
      switch (text(fault, "what")) {
        case "lost" -> amount = within(fault, day) ? null : amount;
        case "late" -> arrives = within(fault, day) ? day(fault, "arrives") : arrives;
        case "replaced" -> amount = day(fault, "day").equals(day) ? null : amount;
        case "typed" -> {
          boolean wrong = day(fault, "day").equals(day) && look.isBefore(day(fault, "corrected"));
          amount = wrong ? new BigDecimal(text(fault, "value")) : amount;
        }
        default -> throw new AssertionError("fault: " + fault);
      }
    }
    return look.isBefore(arrives) ? Optional.empty() : Optional.ofNullable(amount);
  }

  private static boolean meets(Map<String, Object> fault, Meter meter) {
    return text(fault, "unit").equals(meter.unit())
        && (!fault.containsKey("point") || text(fault, "point").equals(meter.point()));
  }

  private static boolean within(Map<String, Object> fault, LocalDate day) {
    return !day.isBefore(day(fault, "from")) && day.isBefore(day(fault, "until"));
  }
}
