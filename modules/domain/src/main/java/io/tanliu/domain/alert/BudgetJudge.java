// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import io.tanliu.domain.alert.Alert.Reason;
import io.tanliu.domain.control.DaySums;
import io.tanliu.domain.control.Evidence;
import io.tanliu.domain.control.Plan;
import io.tanliu.domain.control.Schedule;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.Shares;
import io.tanliu.domain.ledger.Tiling;
import io.tanliu.domain.ledger.WindowRow;
import io.tanliu.domain.ledger.WindowRows;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.time.Granularity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Judges a budget by the entity's own event time, never by a clock: a replay of the log decides the
 * same. The schedule is linear in time over the period.
 */
public final class BudgetJudge {
  /** Share of the period that must have passed before the pace is judged: 1/20. */
  private static final int PACE_FROM = 20;

  private final Shares shares;

  public BudgetJudge(Shares shares) {
    this.shares = shares;
  }

  /** What has been found: the state to keep, and the change to tell when there is one. */
  public record Verdict(BudgetState state, Optional<Alert> alert) {}

  /** Evidence for a target at the entity's event time. */
  public Evidence evidence(Target target, EntityBook book, WindowRows rows, ZoneId zone) {
    long start = target.period().start(zone);
    long end = target.period().end(zone);
    long elapsed = Math.max(0, Math.min(book.asOf(), end) - start);
    WindowRow row = rows.get(target.period().granularity(), start);
    Shares.Share share =
        shares.share(target.quantity(), row.lines(), book.points(), start, start + elapsed);
    return new Evidence(
        book.asOf(),
        share.amount(),
        schedule(target, zone, start, elapsed, end),
        share.dimension(),
        share.coverage(),
        share.estimated(),
        row.revision());
  }

  /** By the plan; one that follows last year needs that year's days, which are not at hand here. */
  private static long schedule(Target target, ZoneId zone, long start, long elapsed, long end) {
    Plan plan = target.terms().plan();
    return plan.shape() == Plan.Shape.MONTHLY
        ? Schedule.at(target.limit(), plan, target.period(), zone, start + elapsed, DaySums.NONE)
            .amount()
        : Quantities.portion(target.limit(), elapsed, end - start);
  }

  /**
   * Judges whether the sum passed the limit.
   *
   * @param changedFrom earliest base bucket that changed since the last judgement: what lies before
   *     it cannot have moved the crossing
   */
  public Verdict breach(
      Target target,
      BudgetState state,
      Evidence evidence,
      WindowRows rows,
      ZoneId zone,
      long changedFrom) {
    if (evidence.measured() <= target.limit()) {
      return state.firing()
          ? resolved(target, state, evidence, Reason.RESTATED)
          : new Verdict(state, Optional.empty());
    }
    if (state.firing() && changedFrom > state.crossedAt().orElse(Long.MAX_VALUE)) {
      return new Verdict(state, Optional.empty());
    }
    OptionalLong crossedAt =
        new Tiling(rows, zone)
            .firstAbove(
                target.period().start(zone),
                target.period().end(zone),
                target.limit(),
                lines -> Shares.total(lines, target.quantity()).amount());
    if (state.firing() && state.crossedAt().equals(crossedAt)) {
      return new Verdict(state, Optional.empty());
    }
    Reason reason = state.firing() ? Reason.MOVED : Reason.BREACHED;
    return changed(target, state, evidence, true, reason, crossedAt);
  }

  /**
   * Judges whether the sum is ahead of its schedule; resets at half the margin. A plan that follows
   * last year is not judged here but where that year's days are, by the control of targets.
   */
  public Verdict pace(
      Target target, BudgetState state, Evidence evidence, WindowRows rows, ZoneId zone) {
    if (target.terms().plan().shape() == Plan.Shape.LAST_YEAR) {
      return state.firing()
          ? resolved(target, state, evidence, Reason.TARGET_CHANGED)
          : new Verdict(state, Optional.empty());
    }
    long start = target.period().start(zone);
    long end = target.period().end(zone);
    if (evidence.at() >= end) {
      return state.firing()
          ? resolved(target, state, evidence, Reason.PERIOD_ENDED)
          : new Verdict(state, Optional.empty());
    }
    if (state.firing()) {
      BigDecimal half = target.paceMargin().divide(BigDecimal.valueOf(2));
      return ahead(evidence, half)
          ? new Verdict(state, Optional.empty())
          : resolved(target, state, evidence, fellBack(target, state, evidence, rows, zone));
    }
    boolean early = (evidence.at() - start) * PACE_FROM < end - start;
    return early || !ahead(evidence, target.paceMargin())
        ? new Verdict(state, Optional.empty())
        : changed(target, state, evidence, true, Reason.AHEAD, OptionalLong.empty());
  }

  /** Restated when, by what is known now, it was ahead in no quarter hour since it was told. */
  private static Reason fellBack(
      Target target, BudgetState state, Evidence evidence, WindowRows rows, ZoneId zone) {
    long start = target.period().start(zone);
    long end = target.period().end(zone);
    boolean was =
        new Tiling(rows, zone)
            .above(
                start,
                Math.max(start, Granularity.base(state.changedAt())),
                Granularity.base(evidence.at()),
                at -> allowed(schedule(target, zone, start, at - start, end), target.paceMargin()),
                lines -> Shares.total(lines, target.quantity()).amount());
    return was ? Reason.BACK_ON_SCHEDULE : Reason.RESTATED;
  }

  private static boolean ahead(Evidence evidence, BigDecimal margin) {
    return evidence.measured() > allowed(evidence.schedule(), margin);
  }

  private static long allowed(long schedule, BigDecimal margin) {
    return BigDecimal.valueOf(schedule)
        .multiply(BigDecimal.ONE.add(margin))
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /**
   * Tells what was found once more when that is due; what waits for event time to pass would not
   * hear of it otherwise.
   */
  public Verdict repeated(Target target, BudgetState state, Evidence evidence) {
    if (!state.due(evidence.at())) {
      return new Verdict(state, Optional.empty());
    }
    boolean breach = state.rule() == AlertRule.BUDGET_BREACH;
    Reason held = breach ? Reason.BREACHED : Reason.AHEAD;
    return new Verdict(
        state.repeated(evidence.at()),
        Optional.of(
            new Alert(
                state.rule(),
                target,
                state.sequence(),
                state.firing(),
                state.firing() ? held : Reason.BACK_ON_SCHEDULE,
                evidence,
                state.crossedAt(),
                state.changedAt())));
  }

  /** The end of an alert, for whatever reason. */
  public Verdict resolved(Target target, BudgetState state, Evidence evidence, Reason reason) {
    return changed(target, state, evidence, false, reason, OptionalLong.empty());
  }

  private static Verdict changed(
      Target target,
      BudgetState state,
      Evidence evidence,
      boolean firing,
      Reason reason,
      OptionalLong crossedAt) {
    AlertRule rule = state.rule();
    int sequence = state.sequence() + 1;
    boolean goesOn = firing || reason == Reason.BACK_ON_SCHEDULE;
    long at = evidence.at();
    return new Verdict(
        new BudgetState(
            rule,
            firing,
            sequence,
            crossedAt,
            at,
            goesOn ? OptionalLong.of(at) : OptionalLong.empty()),
        Optional.of(new Alert(rule, target, sequence, firing, reason, evidence, crossedAt, at)));
  }
}
