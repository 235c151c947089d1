// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.ReportBook.Due;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reports that are overdue by event time. What was reported by months, quarters or years is
 * expected to go on so; it is due some days after its period.
 */
final class ReportFindings {
  private static final int STEPS = 60;

  private final ControlFacts facts;
  private final DailyLedger ledger;

  ReportFindings(ControlFacts facts) {
    this.facts = facts;
    ledger = facts.ledger();
  }

  void of(List<Finding> found) {
    for (Denominator denominator : facts.reports().denominators()) {
      Optional<Due> due =
          facts
              .reports()
              .due(denominator.kind(), denominator.product(), facts.settings().reportDays());
      due.ifPresent(d -> found.add(finding(denominator, d)));
    }
  }

  private Finding finding(Denominator denominator, Due due) {
    LocalDate today = ledger.runningDay();
    LocalDate first =
        due.day().isBefore(today.minusDays(STEPS)) ? today.minusDays(STEPS) : due.day();
    Course.Builder course = new Course.Builder();
    if (due.day().isAfter(today)) {
      course.step(ledger.start(today), days(due.day(), today));
    }
    for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
      course.step(ledger.start(day), days(due.day(), day));
    }
    return new Finding(
        Rules.MISSING_REPORT,
        denominator.text(),
        course.build(),
        new GroundsOf(ledger, denominator.text(), due.period())
            .amounts(
                today.toEpochDay() - due.day().toEpochDay(),
                OptionalLong.of(0),
                OptionalLong.empty(),
                "d")
            .label("due", due.day().toString())
            .make(),
        "report-overdue",
        false,
        Map.of());
  }

  private static BigDecimal days(LocalDate due, LocalDate day) {
    return BigDecimal.valueOf(day.toEpochDay() - due.toEpochDay());
  }
}
