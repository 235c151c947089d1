// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.reading;

import java.util.List;
import java.util.Optional;

/**
 * A batch of readings of one unit. What it must be is said by {@link FrameRules}.
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

  /** Most characters of a sender's id. */
  public static final int MAX_SENDER = 128;

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
