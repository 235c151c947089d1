// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.AlertAction;
import io.tanliu.avro.AlertCommand;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.life.Command;
import java.time.Instant;
import java.util.OptionalInt;

/** {@link Command} as Avro. */
public final class CommandMapping {
  private CommandMapping() {}

  /**
   * The record for a command.
   *
   * @param at when it was asked, epoch milliseconds
   */
  public static AlertCommand toAvro(AlertKey alert, Command command, long at) {
    return AlertCommand.newBuilder()
        .setCommandId(command.id())
        .setAlertId(alert.id())
        .setAction(AlertAction.valueOf(command.action().name()))
        .setEpisode(command.episode().isPresent() ? command.episode().getAsInt() : null)
        .setAuthor(command.author())
        .setNote(command.note())
        .setAt(Instant.ofEpochMilli(at))
        .build();
  }

  /** The command in a record. */
  public static Command fromAvro(AlertCommand record) {
    return new Command(
        record.getCommandId(),
        Command.Action.valueOf(record.getAction().name()),
        record.getEpisode() == null ? OptionalInt.empty() : OptionalInt.of(record.getEpisode()),
        record.getAuthor(),
        record.getNote());
  }
}
