// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.time.Granularity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Judges how a quantity grew against the same days of the year before (增速). A target of several
 * years is judged in each of them.
 */
final class GrowthLamps {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final ControlFacts facts;

  GrowthLamps(ControlFacts facts) {
    this.facts = facts;
  }

  /** What a year was and what the year before it was, over the same complete days. */
  private record Sums(Measured now, Measured before, List<DeductionLine> off, long offBefore) {
    long assessed() {
      return Math.subtractExact(now.amount(), DeductionLine.sum(off));
    }

    long base() {
      return Math.subtractExact(before.amount(), offBefore);
    }

    /** The growth, 0.02 for 2 %; empty when there was nothing above 0 before. */
    Optional<BigDecimal> growth() {
      return base() <= 0
          ? Optional.empty()
          : Optional.of(
              BigDecimal.valueOf(assessed())
                  .divide(BigDecimal.valueOf(base()), Decimals.RATIO)
                  .subtract(BigDecimal.ONE));
    }
  }

  /** Year by year, those that have begun; none of a month. */
  Map<Period, Lamp> judge(Target target) {
    Map<Period, Lamp> found = new LinkedHashMap<>();
    DailyLedger whole = facts.ledger();
    if (whole.isEmpty()
        || target.period().granularity() != Granularity.YEAR
        || facts.dimension(target.quantity()).isEmpty()) {
      return found;
    }
    for (Period year : target.period().years()) {
      if (year.first().isBefore(whole.complete(year.after()))) {
        found.put(year, lamp(target, year));
      }
    }
    return found;
  }

  private Lamp lamp(Target target, Period year) {
    DailyLedger whole = facts.ledger();
    LocalDate to = whole.complete(year.after());
    Sums sums = sums(target, facts.part(target.terms().scope()).orElse(whole), year.first(), to);
    BigDecimal coverage =
        sums.now().coverage().min(sums.before().coverage()).min(wholeCoverage(target, year, to));
    Optional<BigDecimal> goal = target.terms().value().map(v -> v.divide(HUNDRED));
    Optional<BigDecimal> growth = sums.growth();
    Set<Assumption> assumed = new LinkedHashSet<>();
    sums.off().forEach(line -> assumed.addAll(line.assumed()));
    LampEvidence evidence =
        new LampEvidence(
            sums.now().amount(),
            sums.off(),
            sums.assessed(),
            OptionalLong.empty(),
            goal.map(g -> allowed(sums.base(), g)).orElse(OptionalLong.empty()),
            Optional.empty(),
            growth.map(BigDecimal::negate),
            goal.map(BigDecimal::negate),
            Optional.empty(),
            coverage,
            sums.now().estimated(),
            to.isBefore(year.after())
                || sums.now().provisional()
                || sums.before().provisional()
                || assumed.stream().anyMatch(a -> a.code().provisional()),
            new ArrayList<>(assumed));
    boolean carbon = target.quantity().startsWith("co2e");
    LampKind kind = carbon ? LampKind.CARBON_GROWTH : LampKind.ENERGY_GROWTH;
    return new Lamp(kind, target, reason(target, sums, coverage), evidence);
  }

  /** Of some industries only those units are seen that told something; of the whole, all. */
  private BigDecimal wholeCoverage(Target target, Period year, LocalDate to) {
    return target.terms().scope().equals(Scope.WHOLE)
        ? BigDecimal.ONE
        : facts.ledger().measure(target.quantity(), year.first(), to).coverage();
  }

  private Sums sums(Target target, DailyLedger ledger, LocalDate from, LocalDate to) {
    LocalDate beforeFrom = from.minusYears(1);
    LocalDate beforeTo = Deductions.sameDay(to, 1);
    List<Deduction> kinds = target.terms().deductions();
    return new Sums(
        ledger.measure(target.quantity(), from, to),
        ledger.measure(target.quantity(), beforeFrom, beforeTo),
        facts.deductions().ofTotal(target.quantity(), kinds, from, to),
        DeductionLine.sum(
            facts.deductions().ofTotal(target.quantity(), kinds, beforeFrom, beforeTo)));
  }

  private static OptionalLong allowed(long base, BigDecimal goal) {
    return base <= 0
        ? OptionalLong.empty()
        : OptionalLong.of(
            BigDecimal.valueOf(base)
                .multiply(BigDecimal.ONE.add(goal))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact());
  }

  /** Decided without dividing, so that exactly the demanded growth is what it is. */
  private LampReason reason(Target target, Sums sums, BigDecimal coverage) {
    if (!target.isSet()) {
      return LampReason.NO_VALUE;
    }
    if (facts.part(target.terms().scope()).isEmpty()) {
      return LampReason.SCOPE;
    }
    if (!sums.now().known() || !facts.covered(coverage)) {
      return LampReason.COVERAGE;
    }
    if (sums.base() <= 0) {
      return LampReason.NO_BASE;
    }
    BigDecimal asked = target.terms().value().orElseThrow();
    BigDecimal now = BigDecimal.valueOf(sums.assessed()).multiply(HUNDRED);
    BigDecimal bound = BigDecimal.valueOf(sums.base()).multiply(HUNDRED.add(asked));
    Operator operator = target.terms().operator();
    if (operator == Operator.ABOUT || operator == Operator.EQUAL) {
      return LampReason.SCOPE;
    }
    if (operator.holds(now, bound)) {
      return LampReason.ON_SCHEDULE;
    }
    boolean shouldFall = operator.isUpper() && asked.signum() <= 0;
    return shouldFall && sums.assessed() > sums.base() ? LampReason.GREW : LampReason.GROWTH;
  }
}
