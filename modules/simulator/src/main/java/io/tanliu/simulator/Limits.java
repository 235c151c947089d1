// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.ActivityReport.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Made-up limits of single units: what clinker may take, which some kilns pass, and what two-high
 * projects were approved for, which one of them passes.
 */
final class Limits {
  /** Energy per tonne of clinker, kgce: level 3 of GB 16780-2021. */
  private static final BigDecimal CLINKER_LIMIT = new BigDecimal(117);

  private static final BigDecimal TONNE = new BigDecimal(1_000_000);

  private final List<SimulatedUnit> units;

  Limits(List<SimulatedUnit> units) {
    this.units = units;
  }

  /** The limits of the year of that day. */
  List<Target> of(LocalDate today) {
    List<Target> targets = new ArrayList<>();
    Period year = Period.parse(String.valueOf(today.getYear())).orElseThrow();
    for (SimulatedUnit unit : units) {
      unit.definition()
          .profile()
          .approvedEnergy()
          .ifPresent(approved -> targets.add(approved(unit, approved, year)));
      if (unit.definition().industry().equals(Trade.CEMENT.industry())) {
        targets.add(clinker(unit, year));
      }
    }
    return targets;
  }

  private static Target approved(SimulatedUnit unit, BigDecimal tonnes, Period year) {
    return new Target(
        "approved-energy-" + year.text(),
        unit.definition().id(),
        Quantities.TCE,
        year,
        tonnes.multiply(TONNE).longValueExact(),
        Target.DEFAULT_MARGIN,
        Budgets.SOURCE,
        Terms.of(TargetType.APPROVED_ENERGY).build());
  }

  private static Target clinker(SimulatedUnit unit, Period year) {
    return new Target(
        "clinker-limit-" + year.text(),
        unit.definition().id(),
        Quantities.TCE,
        year,
        0,
        Target.DEFAULT_MARGIN,
        Budgets.SOURCE,
        Terms.of(TargetType.PRODUCT_LIMIT)
            .operator(Operator.AT_MOST)
            .value(Optional.of(CLINKER_LIMIT))
            .unit("kgce/t")
            .denominator(
                Optional.of(new Denominator(Kind.PRODUCTION, Optional.of(Products.CLINKER))))
            .build());
  }
}
