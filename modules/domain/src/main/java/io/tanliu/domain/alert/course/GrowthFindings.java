// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.control.Growth;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.time.Granularity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Growth that is not as demanded (增速), such as coal that grows where it must not: the sum of the
 * year's complete days over what the demanded growth makes of the same days of the year before. Of
 * a target of several years the running one and the one before are judged.
 */
final class GrowthFindings {
  /** Days of a year after which its growth is judged: before, a few days decide. */
  private static final int FROM = 28;

  private final ControlFacts facts;
  private final DailyLedger ledger;

  GrowthFindings(ControlFacts facts) {
    this.facts = facts;
    ledger = facts.ledger();
  }

  void of(Target target, List<Finding> found) {
    Operator operator = target.terms().operator();
    if (!target.isSet()
        || operator == Operator.ABOUT
        || operator == Operator.EQUAL
        || target.period().granularity() != Granularity.YEAR
        || facts.part(target.terms().scope()).isEmpty()
        || facts.dimension(target.quantity()).isEmpty()) {
      return;
    }
    int running = ledger.runningDay().getYear();
    for (Period year : target.period().years()) {
      int number = year.first().getYear();
      if (number == running || number == running - 1) {
        finding(target, year).ifPresent(found::add);
      }
    }
  }

  private Optional<Finding> finding(Target target, Period year) {
    BigDecimal asked = target.terms().value().orElseThrow();
    Course.Builder course = new Course.Builder();
    Optional<Growth> newest = Optional.empty();
    LocalDate from = year.first().plusDays(FROM);
    for (LocalDate day : StepDays.of(ledger, year.first(), from, year.after())) {
      Growth growth = Growth.of(facts, target, year, day);
      Optional<BigDecimal> value =
          growth
              .allowed(asked)
              .filter(bound -> growth.now().known() && facts.covered(growth.coverage()))
              .flatMap(bound -> ratio(target, growth, bound));
      if (value.isPresent()) {
        course.step(ledger.start(day), value.get());
        newest = Optional.of(growth);
      } else {
        course.unknown(ledger.start(day));
      }
    }
    return newest.map(
        growth ->
            new Finding(
                Rules.GROWTH,
                target.period().several() ? target.id() + "@" + year.text() : target.id(),
                course.build(),
                new GroundsOf(ledger, target, year.text())
                    .amounts(
                        growth.assessed(),
                        OptionalLong.of(
                            growth
                                .allowed(asked)
                                .orElseThrow()
                                .setScale(0, RoundingMode.HALF_EVEN)
                                .longValueExact()),
                        OptionalLong.empty(),
                        facts.dimension(target.quantity()).orElseThrow().baseUnit())
                    .coverage(growth.coverage(), growth.now().estimated())
                    .label("before", Long.toString(growth.base()))
                    .make(),
                "growth",
                false,
                Map.of()));
  }

  private static Optional<BigDecimal> ratio(Target target, Growth growth, BigDecimal bound) {
    BigDecimal now = BigDecimal.valueOf(growth.assessed());
    return target.terms().operator().isUpper() ? Ratio.of(now, bound) : Ratio.of(bound, now);
  }
}
