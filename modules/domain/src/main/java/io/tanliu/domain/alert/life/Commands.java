// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import io.tanliu.domain.alert.RuleSetting;
import java.util.Optional;

/** What people ask of an alert, carried out once. */
final class Commands {
  private Commands() {}

  /**
   * What came of a command.
   *
   * @param life the alert afterwards
   * @param change what is to be told
   */
  record Done(AlertLife life, Change change) {}

  /**
   * Carries out a command.
   *
   * @return empty when it was carried out before, means another episode, or asks for nothing that
   *     can be
   */
  static Optional<Done> carryOut(AlertLife life, Command command, RuleSetting setting, long at) {
    boolean meant =
        command.episode().isEmpty() || command.episode().getAsInt() == life.phase().episode();
    if (!meant || life.commands().contains(command.id()) || life.sequence() == 0) {
      return Optional.empty();
    }
    if (command.action() == Command.Action.NOTE) {
      return Optional.of(new Done(life.carriedOut(command.id()), Change.NOTED));
    }
    if (!life.phase().state().open()) {
      return Optional.empty();
    }
    Optional<Done> done =
        switch (command.action()) {
          case ACKNOWLEDGE -> Optional.of(acknowledge(life, command, at));
          case UNACKNOWLEDGE -> unacknowledge(life, setting, at);
          default -> escalate(life, setting, at);
        };
    return done.map(d -> new Done(d.life().carriedOut(command.id()), d.change()));
  }

  private static Done acknowledge(AlertLife life, Command command, long at) {
    Acknowledgement ack =
        new Acknowledgement(command.author(), at, command.note(), life.phase().rank());
    return new Done(life.with(Optional.of(ack), life.escalation().stopped()), Change.ACKNOWLEDGED);
  }

  private static Optional<Done> unacknowledge(AlertLife life, RuleSetting setting, long at) {
    if (life.acknowledgement().isEmpty()) {
      return Optional.empty();
    }
    AlertLife alone = life.with(Optional.empty(), life.escalation());
    return Optional.of(
        new Done(
            alone.with(Optional.empty(), alone.clock(setting, at, true)), Change.UNACKNOWLEDGED));
  }

  /** Who sends it up wants it acknowledged up there. */
  private static Optional<Done> escalate(AlertLife life, RuleSetting setting, long at) {
    return life.escalation()
        .up(setting, life.signal().regions(), at)
        .map(next -> life.with(Optional.empty(), next))
        .map(up -> up.mute().holds() ? up.with(Optional.empty(), up.escalation().stopped()) : up)
        .map(up -> new Done(up, Change.ESCALATED));
  }
}
