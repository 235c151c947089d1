// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.control.EnergyStructure;
import io.tanliu.domain.control.EnergyStructure.Share;
import io.tanliu.domain.control.Measured;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Scope;
import io.tanliu.domain.control.ShareGoal;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shares against their targets in the year for which they are demanded; before, nothing is late.
 */
final class ShareFindings {
  private static final int FROM = 28;

  private final ControlFacts facts;
  private final DailyLedger ledger;
  private final EnergyStructure structure;

  ShareFindings(ControlFacts facts) {
    this.facts = facts;
    ledger = facts.ledger();
    structure = new EnergyStructure(ledger);
  }

  void of(Target target, List<Finding> found) {
    Period period = target.period();
    Optional<BigDecimal> goal = ShareGoal.of(target);
    boolean judged =
        goal.isPresent()
            && goal.get().signum() > 0
            && target.terms().scope().equals(Scope.WHOLE)
            && !period.several()
            && ledger.asOf() >= period.start(ledger.zone());
    if (!judged) {
      return;
    }
    Course.Builder course = new Course.Builder();
    LocalDate from = period.first().plusDays(FROM);
    for (LocalDate day : StepDays.of(ledger, period.first(), from, period.after())) {
      Share share = structure.share(target.quantity(), period.first(), day);
      Optional<BigDecimal> value =
          share
              .value()
              .filter(v -> facts.covered(share.whole().coverage()))
              .flatMap(
                  v ->
                      target.terms().operator().isUpper()
                          ? Ratio.of(v, goal.get())
                          : Ratio.of(goal.get(), v));
      if (value.isPresent()) {
        course.step(ledger.start(day), value.get());
      } else {
        course.unknown(ledger.start(day));
      }
    }
    Share now = structure.share(target.quantity(), period.first(), period.after());
    Measured whole = ledger.measure(Quantities.TCE, period.first(), period.after());
    found.add(
        new Finding(
            Rules.SHARE,
            target.id(),
            course.build(),
            new GroundsOf(ledger, target, period.text())
                .figures(now.value(), goal, Optional.empty(), "1")
                .coverage(whole.coverage(), whole.estimated())
                .make(),
            "share-missed",
            false,
            Map.of()));
  }
}
