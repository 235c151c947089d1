// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.alert.AlertRule;
import io.tanliu.domain.alert.BudgetState;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Plan;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A target with what its two rules have found.
 *
 * @param target the target
 * @param breach state of the breach rule
 * @param pace state of the pace rule
 */
public record Budget(Target target, BudgetState breach, BudgetState pace) {
  /** The first version had linear plans only; until the third nothing was repeated. */
  private static final int VERSION = 3;

  /** A target that has not been judged yet. */
  public static Budget of(Target target) {
    return new Budget(
        target, BudgetState.idle(AlertRule.BUDGET_BREACH), BudgetState.idle(AlertRule.BUDGET_PACE));
  }

  /** True when a finding is to be told again, see {@link BudgetState#due}. */
  public boolean due(long at) {
    return breach.due(at) || pace.due(at);
  }

  /** Bytes of a budget. */
  public byte[] encode() {
    StateWriter out = new StateWriter(VERSION);
    write(out, target);
    write(out, breach);
    write(out, pace);
    return out.bytes();
  }

  /** The budget in the bytes. */
  public static Budget decode(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    Target target = readTarget(in, in.version() > 1);
    return new Budget(target, read(in, AlertRule.BUDGET_BREACH), read(in, AlertRule.BUDGET_PACE));
  }

  static void write(StateWriter out, Target target) {
    out.text(target.id())
        .text(target.entity())
        .text(target.quantity())
        .text(target.period().text())
        .number(target.limit())
        .text(target.paceMargin().toPlainString())
        .text(target.source());
    Plan plan = target.terms().plan();
    out.text(plan.shape().name()).number(plan.monthly().size());
    plan.monthly().forEach(weight -> out.text(weight.toPlainString()));
  }

  /**
   * Reads what {@link #write(StateWriter, Target)} wrote: of the terms only the plan, since the
   * ledger takes plain budgets alone.
   */
  static Target readTarget(StateReader in, boolean withPlan) {
    String id = in.text();
    String entity = in.text();
    String quantity = in.text();
    Period period = Period.parse(in.text()).orElseThrow();
    long limit = in.number();
    BigDecimal margin = new BigDecimal(in.text());
    String source = in.text();
    Plan plan = withPlan ? readPlan(in) : Plan.LINEAR;
    Terms terms = Terms.of(TargetType.BUDGET).plan(plan).build();
    return new Target(id, entity, quantity, period, limit, margin, source, terms);
  }

  private static Plan readPlan(StateReader in) {
    Plan.Shape shape = Plan.Shape.valueOf(in.text());
    List<BigDecimal> weights = new ArrayList<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      weights.add(new BigDecimal(in.text()));
    }
    return new Plan(shape, weights);
  }

  private static void write(StateWriter out, BudgetState state) {
    out.number(state.firing() ? 1 : 0).number(state.sequence());
    out.number(state.crossedAt().isPresent() ? 1 : 0);
    state.crossedAt().ifPresent(out::number);
    out.number(state.changedAt()).number(state.toldAt().isPresent() ? 1 : 0);
    state.toldAt().ifPresent(out::number);
  }

  private static BudgetState read(StateReader in, AlertRule rule) {
    boolean firing = in.number() == 1;
    int sequence = in.count();
    OptionalLong crossedAt = time(in);
    return in.version() > 2
        ? new BudgetState(rule, firing, sequence, crossedAt, in.number(), time(in))
        : new BudgetState(rule, firing, sequence, crossedAt, 0, OptionalLong.empty());
  }

  private static OptionalLong time(StateReader in) {
    return in.number() == 1 ? OptionalLong.of(in.number()) : OptionalLong.empty();
  }
}
