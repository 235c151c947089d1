// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks at all readings of a unit and local day. A pure function of what is stored: the order in
 * which readings came does not matter, and a corrected reading takes back what it had caused.
 */
public final class DayAssessor {
  /** Neighbours of the day's first and last reading are looked for as far. */
  private static final Duration LONGEST_LOOK = Duration.ofHours(25);

  private final VeeRules rules;

  public DayAssessor(VeeRules rules) {
    this.rules = rules;
  }

  /**
   * Assesses one day.
   *
   * @param asOf event time that the unit has reached; what lies beyond is not expected yet
   */
  public DayAssessment assess(EnergyUnit unit, LocalDate day, long asOf, DayReadings readings) {
    long from = day.atStartOfDay(unit.zone()).toInstant().toEpochMilli();
    long to = day.plusDays(1).atStartOfDay(unit.zone()).toInstant().toEpochMilli();
    long until = Math.max(from, Math.min(to, asOf));
    Map<String, PointDay> days = new TreeMap<>();
    for (Point point : pointsOn(unit, from)) {
      days.put(point.id(), new PointDay(point, rules, unit.zone(), from, to, until));
    }
    long look = look(days);
    readings.forEach(
        from - look,
        to + look,
        (point, time, value, scale) -> {
          PointDay of = days.get(point);
          if (of != null) {
            of.take(time, value, scale);
          }
        });
    List<Finding> findings = new ArrayList<>();
    days.values().forEach(d -> d.close(findings));
    if (until == to) {
      balance(days, findings);
    }
    findings.sort(Comparator.comparing(Finding::point).thenComparing(Finding::code));
    return new DayAssessment(until, qualities(days, findings), List.copyOf(findings));
  }

  /** The points as they were when the day began. */
  private static List<Point> pointsOn(EnergyUnit unit, long from) {
    Map<String, Point> points = new TreeMap<>();
    unit.earlierPoints().stream()
        .filter(earlier -> from < earlier.until())
        .forEach(earlier -> points.putIfAbsent(earlier.point().id(), earlier.point()));
    unit.points().forEach(point -> points.putIfAbsent(point.id(), point));
    return List.copyOf(points.values());
  }

  private static long look(Map<String, PointDay> days) {
    return days.values().stream()
        .mapToLong(d -> Math.min(d.point().maxGap().toMillis(), LONGEST_LOOK.toMillis()))
        .max()
        .orElse(0);
  }

  /** Points that have children, all of them well covered, against the sum of these. */
  private void balance(Map<String, PointDay> days, List<Finding> findings) {
    Map<String, List<PointDay>> children = new TreeMap<>();
    for (PointDay day : days.values()) {
      day.point()
          .parent()
          .ifPresent(parent -> children.computeIfAbsent(parent, p -> new ArrayList<>()).add(day));
    }
    double least = rules.value(VeeParameter.COMPLETENESS_LEAST).doubleValue();
    children.forEach(
        (id, below) -> {
          PointDay parent = days.get(id);
          if (parent != null
              && parent.covered(least)
              && below.stream()
                  .allMatch(c -> c.covered(least) && c.point().energy().equals(energy(parent)))) {
            balance(parent, below, findings);
          }
        });
  }

  private static String energy(PointDay day) {
    return day.point().energy();
  }

  private void balance(PointDay parent, List<PointDay> below, List<Finding> findings) {
    BigDecimal own = BigDecimal.valueOf(parent.amount());
    BigDecimal sum =
        below.stream()
            .map(c -> BigDecimal.valueOf(c.amount()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal tolerance = rules.value(parent.point(), VeeParameter.BALANCE_TOLERANCE);
    if (sum.subtract(own).abs().compareTo(own.abs().multiply(tolerance)) > 0) {
      findings.add(
          new Finding(
              parent.point().id(),
              QualityCode.BALANCE,
              parent.from(),
              1,
              parent.shown(sum.longValue()) + " below it",
              parent.shown(own.longValue())
                  + " ± "
                  + tolerance.movePointRight(2).stripTrailingZeros().toPlainString()
                  + " %"));
    }
  }

  private static List<PointQuality> qualities(Map<String, PointDay> days, List<Finding> findings) {
    Map<String, List<QualityCode>> codes = new TreeMap<>();
    findings.forEach(f -> codes.computeIfAbsent(f.point(), p -> new ArrayList<>()).add(f.code()));
    return days.values().stream()
        .map(
            d ->
                new PointQuality(
                    d.point().id(),
                    d.expected(),
                    Math.min(d.stored(), d.expected()),
                    codes.getOrDefault(d.point().id(), List.of())))
        .toList();
  }
}
