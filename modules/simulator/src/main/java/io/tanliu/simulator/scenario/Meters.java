// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator.scenario;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the meters of a scenario send, and when it arrives. */
final class Meters {
  private final List<EnergyUnit> units;
  private final List<Rows> days;
  private final List<Rows> faults;
  private final ZoneId zone;

  Meters(List<EnergyUnit> units, List<Rows> days, List<Rows> faults, ZoneId zone) {
    this.units = units;
    this.days = days;
    this.faults = faults;
    this.zone = zone;
    known(days);
    known(faults);
  }

  private void known(List<Rows> rows) {
    Set<String> points = new HashSet<>();
    for (EnergyUnit unit : units) {
      points.add(unit.id());
      unit.points().forEach(point -> points.add(unit.id() + ' ' + point.id()));
    }
    for (Rows row : rows) {
      String name = row.text("unit") + row.maybe("point").map(p -> ' ' + p).orElse("");
      if (!points.contains(name)) {
        throw new IllegalArgumentException("unit, point: " + name + " (expected: a known one)");
      }
    }
  }

  /** Everything of these days, one delivery per unit and moment. */
  List<Delivery> between(LocalDate from, LocalDate until) {
    List<Delivery> all = new ArrayList<>();
    for (EnergyUnit unit : units) {
      TreeMap<Long, List<Reading>> byArrival = new TreeMap<>();
      for (Point point : unit.points()) {
        if (point.measure() == Measure.REGISTER) {
          counter(unit.id(), point, from, until, byArrival);
        } else {
          amounts(unit.id(), point, from, until, byArrival);
        }
      }
      byArrival.forEach((at, readings) -> all.add(new Delivery.Readings(at, unit.id(), readings)));
    }
    return all;
  }

  private void amounts(
      String unit,
      Point point,
      LocalDate from,
      LocalDate until,
      Map<Long, List<Reading>> byArrival) {
    for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
      if (lost(unit, point, day)) {
        continue;
      }
      long time = midnight(day);
      long arrives = arrival(unit, point, day);
      BigDecimal amount = amount(unit, point, day);
      for (Rows fault : of("typed", unit, point)) {
        if (fault.day("day").equals(day)) {
          put(byArrival, arrives, reading(point, time, fault.number("value")));
          arrives = midnight(fault.day("corrected"));
        }
      }
      put(byArrival, arrives, reading(point, time, amount));
    }
  }

  /** A counter is read at the beginning of each day and once more at the end. */
  private void counter(
      String unit,
      Point point,
      LocalDate from,
      LocalDate until,
      Map<Long, List<Reading>> byArrival) {
    BigDecimal count = BigDecimal.ZERO;
    for (LocalDate day = from; !day.isAfter(until); day = day.plusDays(1)) {
      if (day.isAfter(from)) {
        LocalDate before = day.minusDays(1);
        boolean replaced =
            of("replaced", unit, point).stream().anyMatch(f -> f.day("day").equals(before));
        count = replaced ? BigDecimal.ZERO : count.add(amount(unit, point, before));
      }
      if (!lost(unit, point, day)) {
        // Read at midnight; it belongs to the day that ends.
        long arrives = arrival(unit, point, day.minusDays(1));
        put(byArrival, arrives, reading(point, midnight(day), count));
      }
    }
  }

  private boolean lost(String unit, Point point, LocalDate day) {
    return of("lost", unit, point).stream().anyMatch(fault -> within(fault, day));
  }

  private long arrival(String unit, Point point, LocalDate day) {
    for (Rows fault : of("late", unit, point)) {
      if (within(fault, day)) {
        return midnight(fault.day("arrives"));
      }
    }
    return midnight(day.plusDays(1));
  }

  private static boolean within(Rows fault, LocalDate day) {
    return !day.isBefore(fault.day("from")) && day.isBefore(fault.day("until"));
  }

  /** Faults of a kind that meet a point; one without a point meets the whole unit. */
  private List<Rows> of(String what, String unit, Point point) {
    return faults.stream()
        .filter(f -> f.text("what").equals(what) && f.text("unit").equals(unit))
        .filter(f -> f.maybe("point").map(point.id()::equals).orElse(true))
        .toList();
  }

  private BigDecimal amount(String unit, Point point, LocalDate day) {
    BigDecimal each = BigDecimal.ZERO;
    for (Rows row : days) {
      boolean meant = row.text("unit").equals(unit) && row.text("point").equals(point.id());
      if (meant && !day.isBefore(row.day("from"))) {
        each = row.number("each");
      }
    }
    return each;
  }

  private static Reading reading(Point point, long time, BigDecimal value) {
    BigDecimal plain = value.setScale(Math.max(0, value.stripTrailingZeros().scale()));
    return new Reading(point.id(), time, plain.unscaledValue().longValueExact(), plain.scale());
  }

  private static void put(Map<Long, List<Reading>> byArrival, long arrives, Reading reading) {
    byArrival.computeIfAbsent(arrives, at -> new ArrayList<>()).add(reading);
  }

  private long midnight(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
