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
    Growth sums = Growth.of(facts, target, year, to);
    BigDecimal coverage = sums.coverage();
    Optional<BigDecimal> goal = target.terms().value().map(v -> v.divide(HUNDRED));
    Optional<BigDecimal> growth = sums.rate();
    Set<Assumption> assumed = new LinkedHashSet<>();
    sums.off().forEach(line -> assumed.addAll(line.assumed()));
    LampEvidence evidence =
        new LampEvidence(
            sums.now().amount(),
            sums.off(),
            sums.assessed(),
            OptionalLong.empty(),
            target
                .terms()
                .value()
                .flatMap(sums::allowed)
                .map(GrowthLamps::rounded)
                .orElse(OptionalLong.empty()),
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

  private static OptionalLong rounded(BigDecimal amount) {
    return OptionalLong.of(amount.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }

  /** Decided without dividing, so that exactly the demanded growth is what it is. */
  private LampReason reason(Target target, Growth sums, BigDecimal coverage) {
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
