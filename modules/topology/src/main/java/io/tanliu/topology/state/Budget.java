// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.alert.AlertRule;
import io.tanliu.domain.alert.BudgetState;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * A target with what its two rules have found.
 *
 * @param target the target
 * @param breach state of the breach rule
 * @param pace state of the pace rule
 */
public record Budget(Target target, BudgetState breach, BudgetState pace) {
  private static final int VERSION = 1;

  /** A target that has not been judged yet. */
  public static Budget of(Target target) {
    return new Budget(
        target, BudgetState.idle(AlertRule.BUDGET_BREACH), BudgetState.idle(AlertRule.BUDGET_PACE));
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
    Target target = readTarget(in);
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
  }

  static Target readTarget(StateReader in) {
    return new Target(
        in.text(),
        in.text(),
        in.text(),
        Period.parse(in.text()).orElseThrow(),
        in.number(),
        new BigDecimal(in.text()),
        in.text());
  }

  private static void write(StateWriter out, BudgetState state) {
    out.number(state.firing() ? 1 : 0).number(state.sequence());
    out.number(state.crossedAt().isPresent() ? 1 : 0);
    state.crossedAt().ifPresent(out::number);
  }

  private static BudgetState read(StateReader in, AlertRule rule) {
    boolean firing = in.number() == 1;
    int sequence = in.count();
    OptionalLong crossedAt = in.number() == 1 ? OptionalLong.of(in.number()) : OptionalLong.empty();
    return new BudgetState(rule, firing, sequence, crossedAt);
  }
}
