// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.time.Granularity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges intensities: each year against the year before, and the years of a plan together. A target
 * of several years is judged by its equal yearly step in each of them.
 */
final class IntensityLamps {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final ControlFacts facts;

  IntensityLamps(ControlFacts facts) {
    this.facts = facts;
  }

  /**
   * A judged intensity.
   *
   * @param lamp what it shows
   * @param declines the declines that were judged, one per year
   * @param years of the whole plan
   */
  record Judged(Lamp lamp, List<BigDecimal> declines, int years) {

    /** True when the intensity meets its incentive value, so that the total is not judged. */
    boolean exempts() {
      return lamp.level() == LampLevel.LEVEL_3
          && Incentive.exempts(lamp.target().terms(), declines, years);
    }
  }

  /** Year by year, and, when the target covers several, all together. */
  Map<Period, Judged> judge(Target target) {
    Map<Period, Judged> found = new LinkedHashMap<>();
    Optional<Dimension> dimension = facts.dimension(target.quantity());
    Terms terms = target.terms();
    if (facts.ledger().isEmpty() || dimension.isEmpty() || terms.denominator().isEmpty()) {
      return found;
    }
    Period period = target.period();
    if (!period.several() && !spans(target)) {
      facts
          .intensities()
          .pair(target, dimension.get(), period.first(), period.after())
          .ifPresent(pair -> found.put(period, alone(target, pair, period.after(), 1)));
      return found;
    }
    Period plan = plan(target);
    List<Judged> years = new ArrayList<>();
    for (Period year : plan.years()) {
      Optional<IntensityPair> pair =
          facts.intensities().pair(target, dimension.get(), year.first(), year.after());
      if (pair.isEmpty()) {
        break;
      }
      Judged judged = alone(target, pair.get(), year.after(), plan.count());
      years.add(judged);
      found.put(year, judged);
    }
    if (!years.isEmpty() && terms.isDecline()) {
      found.put(plan, together(target, years, plan));
    }
    return found;
  }

  /** A target for one year that counts from an earlier base year than the one before. */
  private static boolean spans(Target target) {
    return target.terms().isDecline()
        && target.period().granularity() == Granularity.YEAR
        && target
            .terms()
            .baseYear()
            .filter(b -> b < target.period().first().getYear() - 1)
            .isPresent();
  }

  /** The years from the base year on. */
  private static Period plan(Target target) {
    int last = target.period().after().getYear() - 1;
    return Period.parse("%04d/%04d".formatted(target.firstYear(), last)).orElse(target.period());
  }

  private static LampKind kind(Target target) {
    return LampKind.of(target.quantity().equals(Quantities.CO2E), true);
  }

  private Judged alone(Target target, IntensityPair pair, LocalDate after, int years) {
    Terms terms = target.terms();
    IntensityBase base = IntensityBase.of(facts, target, pair, after);
    Optional<BigDecimal> decline =
        pair.now().value().isPresent() && base.value().filter(b -> b.signum() > 0).isPresent()
            ? Optional.of(Decline.between(base.value().get(), pair.now().value().get()))
            : Optional.empty();
    Optional<BigDecimal> goal =
        terms.isDecline() ? terms.value().map(v -> v.divide(HUNDRED)) : Optional.empty();
    Optional<BigDecimal> required =
        terms.isDecline() ? goal.map(g -> Decline.yearlyStep(g, years)) : terms.value();
    boolean positive = pair.now().value().filter(v -> v.signum() > 0).isPresent();
    Optional<BigDecimal> progress =
        decline.isPresent() && positive && goal.filter(g -> g.signum() != 0).isPresent()
            ? Optional.of(Decline.progress(List.of(decline.get()), goal.get()))
            : Optional.empty();
    LampEvidence evidence =
        LampEvidence.of(
            pair,
            base.value(),
            decline,
            required,
            progress,
            base.coverage().min(pair.now().energy().coverage()),
            pair.now().to().isBefore(after),
            base.assumed());
    LampReason reason = reason(target, pair, base, decline, years, evidence);
    return new Judged(
        new Lamp(kind(target), target, reason, evidence),
        decline.map(List::of).orElse(List.of()),
        years);
  }

  private LampReason reason(
      Target target,
      IntensityPair pair,
      IntensityBase base,
      Optional<BigDecimal> decline,
      int years,
      LampEvidence evidence) {
    if (!target.isSet()) {
      return LampReason.NO_VALUE;
    }
    if (!target.terms().scope().equals(Scope.WHOLE)) {
      return LampReason.SCOPE;
    }
    if (pair.now().under().isEmpty()) {
      return LampReason.NO_REPORT;
    }
    if (!facts.covered(evidence.coverage())) {
      return LampReason.COVERAGE;
    }
    return target.terms().isDecline()
        ? byDecline(target, pair, decline, years)
        : byLevel(target, pair, base);
  }

  private static LampReason byDecline(
      Target target, IntensityPair pair, Optional<BigDecimal> decline, int years) {
    if (decline.isEmpty() || pair.now().value().filter(v -> v.signum() > 0).isEmpty()) {
      return LampReason.NO_BASE;
    }
    if (decline.get().signum() < 0) {
      return LampReason.ROSE;
    }
    BigDecimal goal = target.terms().value().orElseThrow().divide(HUNDRED);
    return Decline.reachesStep(decline.get(), goal, years)
        ? LampReason.ON_SCHEDULE
        : LampReason.BEHIND;
  }

  private static LampReason byLevel(Target target, IntensityPair pair, IntensityBase base) {
    if (pair.now().value().isEmpty()) {
      return LampReason.NO_REPORT;
    }
    BigDecimal now = pair.now().value().get();
    if (base.value().filter(before -> now.compareTo(before) > 0).isPresent()) {
      return LampReason.ROSE;
    }
    return target.terms().operator().holds(now, target.terms().value().orElseThrow())
        ? LampReason.ON_SCHEDULE
        : LampReason.ABOVE_LEVEL;
  }

  private Judged together(Target target, List<Judged> years, Period plan) {
    Judged last = years.get(years.size() - 1);
    LampEvidence newest = last.lamp().evidence();
    List<BigDecimal> declines = years.stream().flatMap(y -> y.declines().stream()).toList();
    boolean whole = declines.size() == years.size();
    Optional<BigDecimal> goal = target.terms().value().map(v -> v.divide(HUNDRED));
    BigDecimal coverage =
        years.stream()
            .map(y -> y.lamp().evidence().coverage())
            .reduce(newest.coverage(), BigDecimal::min);
    List<Assumption> assumed =
        years.stream().flatMap(y -> y.lamp().evidence().assumed().stream()).distinct().toList();
    boolean positive = declines.stream().allMatch(k -> k.compareTo(BigDecimal.ONE) < 0);
    LampEvidence evidence =
        new LampEvidence(
            newest.measured(),
            newest.deductions(),
            newest.assessed(),
            newest.limit(),
            newest.schedule(),
            newest.intensity(),
            whole ? Optional.of(Decline.cumulative(declines)) : Optional.empty(),
            goal.map(g -> Decline.scheduled(g, years.size(), plan.count())),
            whole && positive && goal.filter(g -> g.signum() != 0).isPresent()
                ? goal.map(g -> Decline.progress(declines, g))
                : Optional.empty(),
            coverage,
            newest.estimated(),
            years.size() < plan.count()
                || years.stream().anyMatch(y -> y.lamp().evidence().provisional()),
            assumed);
    return new Judged(
        new Lamp(kind(target), target, reason(target, years, declines, plan, evidence), evidence),
        declines,
        plan.count());
  }

  private LampReason reason(
      Target target,
      List<Judged> years,
      List<BigDecimal> declines,
      Period plan,
      LampEvidence evidence) {
    for (Judged year : years) {
      LampReason reason = year.lamp().reason();
      if (reason.level() == LampLevel.NOT_ASSESSABLE || reason.level() == LampLevel.NOT_SET) {
        return reason;
      }
    }
    if (evidence.decline().orElseThrow().signum() < 0) {
      return LampReason.ROSE;
    }
    BigDecimal goal = target.terms().value().orElseThrow().divide(HUNDRED);
    return Decline.onSchedule(declines, goal, plan.count())
        ? LampReason.ON_SCHEDULE
        : LampReason.BEHIND;
  }
}
