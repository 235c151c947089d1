// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.control.Measured;
import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Carbon dioxide measured in the stack against what is calculated for it, over 30 days each.
 *
 * <p>Calculated is what goes through a stack: burning and processes. Power and heat that are bought
 * are emitted elsewhere, and what is sold takes nothing out of the stack.
 */
final class DivergenceFindings {
  private static final int DAYS = 30;
  private static final int STEPS = 40;
  private static final List<String> IN_THE_STACK = List.of("co2e.combustion", "co2e.process");

  private final ControlFacts facts;
  private final DailyLedger ledger;

  DivergenceFindings(ControlFacts facts) {
    this.facts = facts;
    ledger = facts.ledger();
  }

  void of(List<Finding> found) {
    LocalDate today = ledger.runningDay();
    if (!ledger.hasDays(Quantities.CO2E_MEASURED, today.getYear())
        && !ledger.hasDays(Quantities.CO2E_MEASURED, today.getYear() - 1)) {
      return;
    }
    Course.Builder course = new Course.Builder();
    for (LocalDate day = today.minusDays(STEPS - 1L); !day.isAfter(today); day = day.plusDays(1)) {
      Optional<BigDecimal> value = divergence(day);
      if (value.isPresent()) {
        course.step(ledger.start(day), value.get());
      } else {
        course.unknown(ledger.start(day));
      }
    }
    LocalDate from = today.minusDays(DAYS);
    Measured measured = ledger.measure(Quantities.CO2E_MEASURED, from, today);
    Measured calculated = calculated(from, today);
    found.add(
        new Finding(
            Rules.MEASURED_VS_CALCULATED,
            Quantities.CO2E_MEASURED,
            course.build(),
            new GroundsOf(ledger, Quantities.CO2E_MEASURED, from + "/" + today.minusDays(1))
                .amounts(
                    measured.amount(),
                    OptionalLong.of(calculated.amount()),
                    OptionalLong.empty(),
                    "gCO2e")
                .coverage(measured.coverage(), measured.estimated())
                .make(),
            "divergence",
            false,
            Map.of()));
  }

  private Optional<BigDecimal> divergence(LocalDate to) {
    LocalDate from = to.minusDays(DAYS);
    Measured measured = ledger.measure(Quantities.CO2E_MEASURED, from, to);
    Measured calculated = calculated(from, to);
    if (calculated.amount() <= 0
        || !facts.covered(measured.coverage())
        || !facts.covered(calculated.coverage())) {
      return Optional.empty();
    }
    return Optional.of(
        BigDecimal.valueOf(Math.subtractExact(measured.amount(), calculated.amount()))
            .abs()
            .divide(BigDecimal.valueOf(calculated.amount()), MathContext.DECIMAL128));
  }

  private Measured calculated(LocalDate from, LocalDate to) {
    return IN_THE_STACK.stream()
        .map(part -> ledger.measure(part, from, to))
        .filter(Measured::known)
        .reduce(DivergenceFindings::sum)
        .orElse(Measured.NOTHING);
  }

  private static Measured sum(Measured one, Measured other) {
    return new Measured(
        Math.addExact(one.amount(), other.amount()),
        one.coverage().min(other.coverage()),
        one.estimated().max(other.estimated()),
        one.provisional() || other.provisional(),
        true);
  }
}
