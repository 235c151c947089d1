// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.assess.Benchmark;
import io.tanliu.domain.assess.BenchmarkClass.Indicator;
import io.tanliu.domain.assess.Days;
import io.tanliu.domain.assess.EnergyReport;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.EnergyUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What the views tell to the alerts of a unit: reports that are owed or deviate, and limits of
 * products that are passed. Each finding is a function of the data as they stand.
 */
public final class UnitFindings {
  /** A yearly report deviates from what was measured online (能源利用状况报告偏差). */
  public static final String REPORT_DEVIATION = "report-deviation";

  private static final int STEPS = 60;

  private final EnergyUnit unit;
  private final LocalDate end;

  /**
   * @param end first day that is not complete, in the unit's zone
   */
  public UnitFindings(EnergyUnit unit, LocalDate end) {
    this.unit = unit;
    this.end = end;
  }

  /**
   * A limit at the end of a month.
   *
   * @param days twelve months
   * @param judged the indicator over them; empty when the product has it no more
   * @param coverage share of them that was measured, 0 to 1
   */
  public record Limit(Days days, Optional<Indicator> judged, double coverage) {
    private Optional<BigDecimal> ratio() {
      return judged
          .filter(i -> i.value().isPresent() && i.levels().get(Benchmark.LEVELS - 1).isPresent())
          .map(i -> ratio(i.value().get(), i.levels().get(Benchmark.LEVELS - 1).get()));
    }

    /** 1 at the limit, more above it, whatever the sign of the limit. */
    private static BigDecimal ratio(BigDecimal value, BigDecimal limit) {
      BigDecimal over = value.subtract(limit);
      return limit.signum() == 0
          ? BigDecimal.ONE.add(over)
          : BigDecimal.ONE.add(over.divide(limit.abs(), MathContext.DECIMAL128));
    }
  }

  /**
   * Reports that are overdue, day by day since they were due; one that was given is not. Of earlier
   * years than the last nothing is asked, so that history which is loaded later alarms nobody.
   */
  public List<Finding> overdue(List<EnergyReport> reports, EnergyReport.Rule rule) {
    List<Finding> found = new ArrayList<>();
    for (EnergyReport report : reports) {
      if (report.year().getValue() < end.getYear() - 1 && report.reported().isEmpty()) {
        continue;
      }
      Course.Builder course = new Course.Builder();
      if (report.state() == EnergyReport.State.MISSING) {
        LocalDate first = report.due().plusDays(1);
        LocalDate oldest = end.minusDays(STEPS);
        for (LocalDate day = first.isBefore(oldest) ? oldest : first;
            !day.isAfter(end);
            day = day.plusDays(1)) {
          course.step(start(day), days(report.due(), day));
        }
      } else {
        BigDecimal early = days(report.due(), end).min(BigDecimal.ZERO);
        course.step(start(end), early);
      }
      found.add(
          new Finding(
              Rules.MISSING_REPORT,
              "utilisation-" + report.year(),
              course.build(),
              grounds(
                  Quantities.TCE,
                  report.year().toString(),
                  Optional.of(days(report.due(), end)),
                  Optional.of(BigDecimal.ZERO),
                  "d",
                  report.coverage(),
                  rule.source(),
                  Map.of("due", report.due().toString(), "measured", text(report.measured()))),
              "report-overdue",
              false,
              Map.of()));
    }
    return found;
  }

  /** Reports against what was measured, each at the end of its year. */
  public List<Finding> deviating(List<EnergyReport> reports, EnergyReport.Rule rule) {
    List<Finding> found = new ArrayList<>();
    for (EnergyReport report : reports) {
      if (report.reported().isEmpty()) {
        continue;
      }
      Course.Builder course = new Course.Builder();
      long at = start(LocalDate.of(report.year().getValue() + 1, 1, 1));
      if (report.deviation().isPresent()) {
        course.step(at, report.deviation().get().abs());
      } else {
        course.unknown(at);
      }
      found.add(
          new Finding(
              REPORT_DEVIATION,
              "utilisation-" + report.year(),
              course.build(),
              grounds(
                  Quantities.TCE,
                  report.year().toString(),
                  report.reported(),
                  Optional.of(report.measured()),
                  "tce",
                  report.coverage(),
                  rule.source(),
                  Map.of("deviation", report.deviation().map(UnitFindings::text).orElse(""))),
              "report-deviates",
              false,
              Map.of()));
    }
    return found;
  }

  /**
   * A product against the third level of its standard, by months and up to now.
   *
   * @param limits oldest first
   */
  public Finding limit(String product, Benchmark row, List<Limit> limits) {
    Course.Builder course = new Course.Builder();
    Limit newest = limits.get(limits.size() - 1);
    for (Limit limit : limits) {
      step(course, limit.days().to(), limit);
    }
    if (end.isAfter(newest.days().to())) {
      step(course, end, newest);
    }
    return new Finding(
        row.alert(),
        product + "/" + row.indicator(),
        course.build(),
        grounds(
            row.quantity(),
            newest.days().from() + "/" + newest.days().to().minusDays(1),
            newest.judged().flatMap(Indicator::value),
            newest.judged().flatMap(i -> i.levels().get(Benchmark.LEVELS - 1)),
            row.unit(),
            newest.coverage(),
            row.standard() + " (" + row.confidence() + ")",
            Map.of("product", product)),
        "above-limit",
        false,
        Map.of());
  }

  private void step(Course.Builder course, LocalDate day, Limit limit) {
    Optional<BigDecimal> ratio = limit.ratio();
    if (ratio.isPresent()) {
      course.step(start(day), ratio.get());
    } else {
      course.unknown(start(day));
    }
  }

  private long start(LocalDate day) {
    return day.atStartOfDay(unit.zone()).toInstant().toEpochMilli();
  }

  private static BigDecimal days(LocalDate due, LocalDate day) {
    return BigDecimal.valueOf(day.toEpochDay() - due.toEpochDay());
  }

  private Grounds grounds(
      String quantity,
      String period,
      Optional<BigDecimal> measured,
      Optional<BigDecimal> limit,
      String shownIn,
      double coverage,
      String source,
      Map<String, String> labels) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(Signal.INDUSTRY, unit.industry());
    return new Grounds(
        quantity,
        period,
        OptionalLong.empty(),
        measured.map(UnitFindings::text),
        limit.map(UnitFindings::text),
        Optional.empty(),
        shownIn,
        coverage,
        0,
        0,
        unit.zone().getId(),
        source,
        all);
  }

  private static String text(BigDecimal value) {
    BigDecimal plain = value.round(MathContext.DECIMAL64).stripTrailingZeros();
    return plain.signum() == 0 ? "0" : plain.toPlainString();
  }
}
