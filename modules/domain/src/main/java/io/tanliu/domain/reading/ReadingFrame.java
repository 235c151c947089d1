// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.reading;

import java.util.List;
import java.util.Optional;

/**
 * A batch of readings of one unit.
 *
 * @param frameId identity of the frame; a frame sent again keeps it
 * @param unit unit id
 * @param receivedAt when it was received, epoch milliseconds; "in the future" is judged against it
 * @param source the door it came through
 * @param gateway name of the gateway that took it; empty when it was produced directly
 * @param sender who sent it, as the gateway knows the caller: id of a key, subject of a token or
 *     certificate, number of a device; empty when nobody was asked
 * @param action what is to be done with the readings
 * @param backfill true when readings older than the correction horizon are history to be loaded
 * @param edit who changed the readings by hand and why; empty when they come from a meter
 * @param readings in the order in which they were sent
 */
public record ReadingFrame(
    String frameId,
    String unit,
    long receivedAt,
    String source,
    String gateway,
    String sender,
    Action action,
    boolean backfill,
    Optional<Edit> edit,
    List<Reading> readings) {
  /** Most readings in one frame. */
  public static final int MAX_READINGS = 10_000;

  private static final int MAX_ID = 128;
  private static final int MAX_NAME = 64;

  /** Most characters of a sender's id. */
  public static final int MAX_SENDER = 128;

  private static final int MAX_AUTHOR = 100;
  private static final int MAX_REASON = 500;

  /**
   * What is wrong with the frame's own texts: whatever wrote it, they are copied into other records
   * and must be bounded.
   */
  public Optional<ReadingError> defect() {
    return tooLong("frameId", frameId, MAX_ID)
        .or(() -> tooLong("unit", unit, MAX_NAME))
        .or(() -> tooLong("source", source, MAX_NAME))
        .or(() -> tooLong("gateway", gateway, MAX_NAME))
        .or(() -> tooLong("sender", sender, MAX_SENDER))
        .or(() -> edit.flatMap(e -> tooLong("author", e.author(), MAX_AUTHOR)))
        .or(() -> edit.flatMap(e -> tooLong("reason", e.reason(), MAX_REASON)));
  }

  private static Optional<ReadingError> tooLong(String field, String text, int most) {
    return text.length() <= most
        ? Optional.empty()
        : Optional.of(
            new ReadingError(
                ReadingError.Code.MALFORMED, field, text, "at most " + most + " characters"));
  }

  /** The same frame with its own texts cut to what they may be, to say that it was refused. */
  public ReadingFrame bounded() {
    return new ReadingFrame(
        cut(frameId, MAX_ID),
        cut(unit, MAX_NAME),
        receivedAt,
        cut(source, MAX_NAME),
        cut(gateway, MAX_NAME),
        cut(sender, MAX_SENDER),
        action,
        backfill,
        edit.map(e -> new Edit(cut(e.author(), MAX_AUTHOR), cut(e.reason(), MAX_REASON), e.at())),
        readings);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    // Half a surrogate pair cannot be written as UTF-8.
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** A frame as it comes from a meter. */
  public ReadingFrame(
      String frameId, String unit, long receivedAt, String source, List<Reading> readings) {
    this(frameId, unit, receivedAt, source, "", Action.REPORT, false, Optional.empty(), readings);
  }

  /** A frame whose sender was not asked for a name. */
  public ReadingFrame(
      String frameId,
      String unit,
      long receivedAt,
      String source,
      String gateway,
      Action action,
      boolean backfill,
      Optional<Edit> edit,
      List<Reading> readings) {
    this(frameId, unit, receivedAt, source, gateway, "", action, backfill, edit, readings);
  }

  /** The same frame with other readings. */
  public ReadingFrame with(List<Reading> other) {
    return new ReadingFrame(
        frameId, unit, receivedAt, source, gateway, sender, action, backfill, edit, other);
  }

  /** What is to be done with the readings of a frame. */
  public enum Action {
    /** They are entered. */
    REPORT,
    /** Each names a point and a time whose reading goes away; the number means nothing. */
    WITHDRAW
  }

  /**
   * A change by hand (人工修正).
   *
   * @param author who made it
   * @param reason why
   * @param at when, epoch milliseconds
   */
  public record Edit(String author, String reason, long at) {}
}
