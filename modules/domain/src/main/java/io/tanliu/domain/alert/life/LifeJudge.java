// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides about one alert at one moment of log time. The data and event time decide its phase; the
 * log's time decides what people are to be told of it: acknowledgement, escalation, silence,
 * inhibition, flapping. No clock is read, so a replay of the log decides the same.
 *
 * <p>One input gives at most one change, but that an alert is told to be pending before it fires,
 * and that an episode without data ends before another begins.
 */
public final class LifeJudge {
  private final RuleSetting setting;
  private final Surroundings surroundings;
  private final long at;
  private final List<Told> told = new ArrayList<>();
  private AlertLife life;

  private LifeJudge(AlertLife life, RuleSetting setting, Surroundings surroundings, long at) {
    this.life = life;
    this.setting = setting;
    this.surroundings = surroundings;
    this.at = at;
  }

  /**
   * A rule has said something.
   *
   * @param before what is remembered; empty for the first time
   * @param at log time, epoch milliseconds; not before the one of the last decision
   */
  public static Decision heard(
      Optional<AlertLife> before,
      Signal signal,
      RuleSetting setting,
      Surroundings surroundings,
      long at) {
    AlertLife life = before.orElseGet(() -> AlertLife.of(signal));
    LifeJudge judge = new LifeJudge(life, setting, surroundings, at);
    judge.hear(signal);
    return judge.decision();
  }

  /** Somebody asks something. */
  public static Decision asked(
      AlertLife life, Command command, RuleSetting setting, Surroundings surroundings, long at) {
    LifeJudge judge = new LifeJudge(life, setting, surroundings, at);
    judge.obey(command);
    return judge.decision();
  }

  /** Something is due, or the rule, a silence or another alert is another than before. */
  public static Decision looked(
      AlertLife life, RuleSetting setting, Surroundings surroundings, long at) {
    LifeJudge judge = new LifeJudge(life, setting, surroundings, at);
    judge.look();
    return judge.decision();
  }

  private Decision decision() {
    return new Decision(life, told);
  }

  private void hear(Signal signal) {
    Signal before = life.signal();
    boolean changed = before.condition().level() != signal.condition().level();
    life = life.with(signal, changed ? life.flaps().changed(at) : life.flaps().at(at));
    step(before);
  }

  private void look() {
    life = life.with(life.signal(), life.flaps().at(at));
    step(life.signal());
  }

  private void step(Signal before) {
    Steps.Taken taken = Steps.of(life.phase(), setting, life.signal().condition());
    if (taken.steps().isEmpty()) {
      life = life.with(taken.phase());
      attend(before);
      return;
    }
    int last = taken.steps().size() - 1;
    for (int i = 0; i < last; i++) {
      Steps.Step step = taken.steps().get(i);
      life = life.with(step.phase()).with(Optional.empty(), Escalation.NONE);
      tell(step);
    }
    Steps.Step step = taken.steps().get(last);
    life = life.with(step.phase());
    attend(step);
    tell(step);
  }

  /** A new phase: whom it concerns now. */
  private void attend(Steps.Step step) {
    life = life.with(flapping()).with(mute());
    if (!life.phase().state().open()) {
      // How it ended stays readable: who had acknowledged it, and how far it had gone up.
      life = life.with(life.acknowledgement(), life.escalation().stopped());
      return;
    }
    boolean begins = step.change() == Change.FIRED || opens(step);
    Optional<Acknowledgement> kept =
        begins
            ? Optional.empty()
            : life.acknowledgement().filter(ack -> ack.rank() >= life.phase().rank());
    Escalation clock = begins ? Escalation.NONE : life.escalation();
    boolean lost = life.acknowledgement().isPresent() && kept.isEmpty();
    boolean restart = begins || lost || step.change() == Change.RAISED;
    life = life.with(kept, clock);
    life = life.with(kept, life.clock(setting, at, restart));
  }

  private boolean opens(Steps.Step step) {
    return step.change() == Change.NO_DATA && !step.phase().fired();
  }

  /** The same phase as before: what else may have changed. */
  private void attend(Signal before) {
    Mute muteBefore = life.mute();
    boolean flappingBefore = life.flapping();
    life = life.with(flapping());
    if (!life.phase().state().open()) {
      return;
    }
    life = life.with(mute());
    Optional<Change> up = escalate();
    life = life.with(life.acknowledgement(), life.clock(setting, at, false));
    up.or(() -> moved(before))
        .or(() -> muted(muteBefore))
        .or(() -> flapped(flappingBefore))
        .ifPresent(change -> tell(change, life.signal().condition().reason(), Optional.empty()));
  }

  private Optional<Change> escalate() {
    if (life.escalation().due() > at || life.mute().holds()) {
      return Optional.empty();
    }
    Optional<Escalation> up = life.escalation().up(setting, life.signal().regions(), at);
    life = life.with(life.acknowledgement(), up.orElse(life.escalation().stopped()));
    return up.map(next -> Change.ESCALATED);
  }

  private Optional<Change> moved(Signal before) {
    boolean firing = life.phase().state() == AlertState.FIRING;
    boolean known =
        before.grounds().crossedAt().isPresent() && life.signal().grounds().crossedAt().isPresent();
    return firing
            && known
            && !before.grounds().crossedAt().equals(life.signal().grounds().crossedAt())
        ? Optional.of(Change.MOVED)
        : Optional.empty();
  }

  private Optional<Change> muted(Mute before) {
    if (before.inhibitor().isPresent() != life.mute().inhibitor().isPresent()) {
      return Optional.of(
          life.mute().inhibitor().isPresent() ? Change.INHIBITED : Change.UNINHIBITED);
    }
    if (!before.silence().equals(life.mute().silence())
        || before.silencedUntil() != life.mute().silencedUntil()) {
      return Optional.of(life.mute().silence().isPresent() ? Change.SILENCED : Change.UNSILENCED);
    }
    return Optional.empty();
  }

  private Optional<Change> flapped(boolean before) {
    return before == life.flapping()
        ? Optional.empty()
        : Optional.of(life.flapping() ? Change.FLAPPING : Change.STEADY);
  }

  /** Between its two limits it stays as it was. */
  private boolean flapping() {
    int score = life.flapScore(at);
    return score >= setting.flapHigh() || (life.flapping() && score >= setting.flapLow());
  }

  private Mute mute() {
    Optional<Silence> silence = surroundings.silence(life);
    return new Mute(
        silence.map(Silence::id),
        silence.map(Silence::until).orElse(0L),
        surroundings.inhibitor(life));
  }

  private void obey(Command command) {
    Commands.carryOut(life, command, setting, at)
        .ifPresent(
            done -> {
              life = done.life();
              tell(done.change(), life.signal().condition().reason(), Optional.of(command));
            });
  }

  private void tell(Steps.Step step) {
    life = life.told();
    told.add(
        new Told(
            life, step.change(), step.reason(), step.restated(), at, Optional.empty(), setting));
  }

  private void tell(Change change, String reason, Optional<Command> command) {
    life = life.told();
    boolean restated = command.isEmpty() && life.signal().condition().restated();
    told.add(
        new Told(life, change, reason, change == Change.MOVED && restated, at, command, setting));
  }
}
