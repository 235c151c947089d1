// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.UtilisationReport;
import io.tanliu.domain.alert.course.Finding;
import io.tanliu.domain.alert.course.UnitFindings;
import io.tanliu.domain.alert.course.UnitFindings.Limit;
import io.tanliu.domain.assess.AssessRules;
import io.tanliu.domain.assess.Benchmark;
import io.tanliu.domain.assess.BenchmarkClass;
import io.tanliu.domain.assess.Days;
import io.tanliu.domain.assess.EnergyReport;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.UnitProfile.Product;
import io.tanliu.wire.Topics;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Yearly energy utilisation reports against what was measured, and what is told to the alerts:
 * reports that are owed or deviate, and limits that are passed (PUE, buildings).
 */
final class UtilisationView implements UnitView {
  private static final int YEARS = 7;
  private static final int MONTHS = 3;

  private final AssessRules rules;
  private final ClassView classes;
  private final ViewSignals signals;

  UtilisationView(AssessRules rules, ClassView classes, ViewSignals signals) {
    this.rules = rules;
    this.classes = classes;
    this.signals = signals;
  }

  @Override
  public void look(UnitFacts facts, Told told) {
    List<EnergyReport> reports =
        EnergyReport.of(
            rules.reports(), facts.series(Quantities.TCE), facts.reports(), facts.end());
    reports.forEach(report -> tell(facts, report, told));
    withdraw(facts, reports, told);
    UnitFindings findings = new UnitFindings(facts.unit(), facts.end());
    List<Finding> found = new ArrayList<>(findings.overdue(reports, rules.reports()));
    found.addAll(findings.deviating(reports, rules.reports()));
    for (Product product : facts.unit().profile().products()) {
      for (Benchmark row : rules.benchmarks().of(product.name())) {
        if (!row.alert().isEmpty()) {
          found.add(findings.limit(product.name(), row, limits(facts, product, row)));
        }
      }
    }
    signals.look(facts, found, told);
  }

  /** A report that is neither owed nor given any more. */
  private static void withdraw(UnitFacts facts, List<EnergyReport> reports, Told told) {
    for (int year = facts.end().getYear() - YEARS; year <= facts.end().getYear(); year++) {
      int asked = year;
      if (reports.stream().noneMatch(report -> report.year().getValue() == asked)) {
        told.takeBack(Topics.CONTROL_UTILISATION, facts.unit().id() + "|" + year);
      }
    }
  }

  /** The last whole months, each with the twelve months up to it. */
  private List<Limit> limits(UnitFacts facts, Product product, Benchmark row) {
    int at = facts.unit().profile().products().indexOf(product);
    List<Limit> limits = new ArrayList<>();
    LocalDate month = facts.end().withDayOfMonth(1);
    for (int back = MONTHS - 1; back >= 0; back--) {
      LocalDate to = month.minusMonths(back);
      Days days = new Days(to.minusMonths(12), to);
      BenchmarkClass judged = classes.classes(facts, days).get(at);
      limits.add(
          new Limit(
              days,
              judged.indicators().stream().filter(i -> i.benchmark().equals(row)).findFirst(),
              facts.series(row.quantity()).sum(days).coverage()));
    }
    return limits;
  }

  private void tell(UnitFacts facts, EnergyReport report, Told told) {
    EnergyReport.Rule rule = rules.reports();
    told.tell(
        Topics.CONTROL_UTILISATION,
        facts.unit().id() + "|" + report.year(),
        UtilisationReport.newBuilder()
            .setEntity(facts.unit().id())
            .setPeriod(report.year().toString())
            .setZone(facts.zone())
            .setAsOf(facts.asOf())
            .setDue(report.due().toString())
            .setState(report.state().name())
            .setReported(Texts.orNull(report.reported()))
            .setMeasured(Texts.text(report.measured()))
            .setDeviation(Texts.orNull(report.deviation()))
            .setTolerance(Texts.text(rule.tolerance()))
            .setCoverage(report.coverage())
            .setSource(rule.source())
            .setConfidence(rule.confidence())
            .build());
  }
}
