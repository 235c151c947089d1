// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is remembered of one alert.
 *
 * @param signal what the rule said last
 * @param phase where it stands
 * @param sequence changes told so far
 * @param acknowledgement that somebody deals with the episode
 * @param escalation how far it has gone up
 * @param mute why nobody is told
 * @param flapping true while it goes to and fro
 * @param flaps when it changed, for rules that judge no steps
 * @param commands ids of the newest commands that were carried out
 */
public record AlertLife(
    Signal signal,
    Phase phase,
    int sequence,
    Optional<Acknowledgement> acknowledgement,
    Escalation escalation,
    Mute mute,
    boolean flapping,
    Flaps flaps,
    List<String> commands) {
  /** Commands of which repeats are recognised. */
  private static final int COMMANDS = 16;

  /** Copies what could change. */
  public AlertLife {
    commands = List.copyOf(commands);
  }

  /** An alert of which something is said for the first time. */
  static AlertLife of(Signal signal) {
    return new AlertLife(
        signal,
        Phase.START,
        0,
        Optional.empty(),
        Escalation.NONE,
        Mute.NONE,
        false,
        Flaps.NONE,
        List.of());
  }

  /** One that goes on counting where another ended. */
  AlertLife numbered(int changes, int episode) {
    return new AlertLife(
        signal,
        phase.numbered(episode),
        changes,
        acknowledgement,
        escalation,
        mute,
        flapping,
        flaps,
        commands);
  }

  /** Thousandths, 0 to 1000, at a log time. */
  public int flapScore(long at) {
    return signal.condition().flapScore().orElseGet(() -> flaps.at(at).score());
  }

  /** When it must be looked at again without being asked, log time; never when nothing is due. */
  public long due() {
    boolean settles = phase.state().open() && flapping && signal.condition().flapScore().isEmpty();
    return Math.min(escalation.due(), settles ? flaps.next() : Long.MAX_VALUE);
  }

  /** The clock of escalation: it runs while somebody is told and nobody has acknowledged. */
  Escalation clock(RuleSetting setting, long at, boolean restart) {
    return acknowledgement.isPresent() || mute.holds()
        ? escalation.stopped()
        : escalation.running(setting, signal.regions(), at, restart);
  }

  AlertLife with(Signal heard, Flaps changed) {
    return new AlertLife(
        heard, phase, sequence, acknowledgement, escalation, mute, flapping, changed, commands);
  }

  AlertLife with(Phase next) {
    return new AlertLife(
        signal, next, sequence, acknowledgement, escalation, mute, flapping, flaps, commands);
  }

  AlertLife with(Optional<Acknowledgement> next, Escalation clock) {
    return new AlertLife(signal, phase, sequence, next, clock, mute, flapping, flaps, commands);
  }

  AlertLife with(Mute next) {
    return new AlertLife(
        signal, phase, sequence, acknowledgement, escalation, next, flapping, flaps, commands);
  }

  AlertLife with(boolean goingToAndFro) {
    return new AlertLife(
        signal, phase, sequence, acknowledgement, escalation, mute, goingToAndFro, flaps, commands);
  }

  AlertLife told() {
    return new AlertLife(
        signal, phase, sequence + 1, acknowledgement, escalation, mute, flapping, flaps, commands);
  }

  AlertLife carriedOut(String command) {
    List<String> ids = new ArrayList<>(commands);
    ids.add(command);
    List<String> kept = ids.subList(Math.max(0, ids.size() - COMMANDS), ids.size());
    return new AlertLife(
        signal, phase, sequence, acknowledgement, escalation, mute, flapping, flaps, kept);
  }
}
