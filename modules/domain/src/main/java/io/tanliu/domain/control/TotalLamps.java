// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Judges sums against the schedules of their budgets. */
final class TotalLamps {
  private final ControlFacts facts;

  TotalLamps(ControlFacts facts) {
    this.facts = facts;
  }

  /** The lamp of a budget; empty before its period begins. */
  Optional<Lamp> judge(Target target) {
    DailyLedger ledger = facts.ledger();
    Period period = target.period();
    if (ledger.isEmpty() || ledger.asOf() < period.start(ledger.zone())) {
      return Optional.empty();
    }
    Measured measured = ledger.measure(target.quantity(), period.first(), period.after());
    List<DeductionLine> lines =
        facts
            .deductions()
            .ofTotal(
                target.quantity(), target.terms().deductions(), period.first(), period.after());
    long assessed = Math.subtractExact(measured.amount(), DeductionLine.sum(lines));
    OptionalLong schedule =
        target.isSet() ? OptionalLong.of(allowed(target)) : OptionalLong.empty();
    Set<Assumption> assumed = new LinkedHashSet<>();
    lines.forEach(line -> assumed.addAll(line.assumed()));
    boolean running = ledger.asOf() < period.end(ledger.zone());
    LampEvidence evidence =
        new LampEvidence(
            measured.amount(),
            lines,
            assessed,
            target.isSet() ? OptionalLong.of(target.limit()) : OptionalLong.empty(),
            schedule,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            target.isSet() ? Optional.of(share(assessed, target.limit())) : Optional.empty(),
            measured.coverage(),
            measured.estimated(),
            running
                || measured.provisional()
                || assumed.stream().anyMatch(a -> a.code().provisional()),
            new ArrayList<>(assumed));
    LampKind kind = LampKind.of(target.quantity().equals(Quantities.CO2E), false);
    return Optional.of(new Lamp(kind, target, reason(target, evidence), evidence));
  }

  private LampReason reason(Target target, LampEvidence evidence) {
    if (!target.isSet()) {
      return LampReason.NO_VALUE;
    }
    if (!target.terms().scope().equals(Scope.WHOLE)) {
      return LampReason.SCOPE;
    }
    if (!facts.covered(evidence.coverage())) {
      return LampReason.COVERAGE;
    }
    long schedule = evidence.schedule().orElseThrow();
    if (evidence.assessed() > target.limit()) {
      return LampReason.OVER_LIMIT;
    }
    if (evidence.assessed() > withMargin(schedule, target.paceMargin())) {
      return LampReason.FAR_AHEAD;
    }
    return evidence.assessed() > schedule ? LampReason.AHEAD : LampReason.ON_SCHEDULE;
  }

  private static long withMargin(long schedule, BigDecimal margin) {
    return BigDecimal.valueOf(schedule)
        .multiply(BigDecimal.ONE.add(margin))
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  private long allowed(Target target) {
    return facts.allowed(target, facts.ledger().asOf());
  }

  private static BigDecimal share(long part, long whole) {
    return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL128);
  }
}
