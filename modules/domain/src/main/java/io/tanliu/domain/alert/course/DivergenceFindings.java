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

/** Carbon dioxide measured in the stack against what is calculated, over 30 days each. */
final class DivergenceFindings {
  private static final int DAYS = 30;
  private static final int STEPS = 40;

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
    Measured calculated = ledger.measure(Quantities.CO2E, from, today);
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
    Measured calculated = ledger.measure(Quantities.CO2E, from, to);
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
}
