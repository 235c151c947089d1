// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.device;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request (请求) of the platform to a device, and how it stands. Immutable: each change is a new
 * one.
 *
 * @param id 1 to 64 characters of A-Z a-z 0-9 . _ -
 * @param mn the device's number
 * @param command {@code CN}
 * @param parameters items of the region
 * @param by who asked
 * @param state how it stands
 * @param result what the device said last; empty before
 * @param qn number under which it was sent last; empty before
 * @param attempts how often it was sent
 * @param packets packets of data that came under its number
 * @param gateway who sent it; empty before
 * @param createdAt when it was asked for
 * @param changedAt when it came into this state
 * @param expiresAt until when it waits for the device
 */
public record Request(
    String id,
    String mn,
    int command,
    Map<String, String> parameters,
    String by,
    State state,
    String result,
    String qn,
    int attempts,
    int packets,
    String gateway,
    Instant createdAt,
    Instant changedAt,
    Instant expiresAt) {

  /** How a request stands. */
  public enum State {
    /** For the device to connect. */
    WAITING,
    /** Not answered yet. */
    SENT,
    /** The device is going to do it (9011, {@code QnRtn=1}). */
    ACCEPTED,
    /** The device has done it (9012, {@code ExeRtn=1}). */
    DONE,
    /** The device does not do it (9011). */
    REFUSED,
    /** The device could not do it (9012). */
    FAILED,
    /** It was never answered, however often it was sent. */
    SILENT,
    /** The device did not come in time, or never told the end. */
    EXPIRED;

    /** Whether something can still become of it. */
    public boolean open() {
      return this == WAITING || this == SENT || this == ACCEPTED;
    }
  }

  public Request {
    parameters = Map.copyOf(parameters);
  }

  /** One that waits for its device. */
  public static Request waiting(
      String id,
      String mn,
      int command,
      Map<String, String> parameters,
      String by,
      Instant at,
      Instant expiresAt) {
    return new Request(
        id, mn, command, parameters, by, State.WAITING, "", "", 0, 0, "", at, at, expiresAt);
  }

  /** It was sent, for the first time or again. */
  public Request sent(String number, String sender, Instant at) {
    return new Request(
        id,
        mn,
        command,
        parameters,
        by,
        State.SENT,
        result,
        number,
        attempts + 1,
        packets,
        sender,
        createdAt,
        at,
        expiresAt);
  }

  /** Data came under its number. */
  public Request withPacket() {
    return new Request(
        id,
        mn,
        command,
        parameters,
        by,
        state,
        result,
        qn,
        attempts,
        packets + 1,
        gateway,
        createdAt,
        changedAt,
        expiresAt);
  }

  /** It stands so now; what the device said, if it said anything. */
  public Request become(State next, Optional<String> said, Instant at) {
    return new Request(
        id,
        mn,
        command,
        parameters,
        by,
        next,
        said.orElse(result),
        qn,
        attempts,
        packets,
        gateway,
        createdAt,
        at,
        expiresAt);
  }
}
