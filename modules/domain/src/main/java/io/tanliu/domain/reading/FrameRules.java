// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.reading;

import io.tanliu.domain.reading.ReadingError.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a frame must be as a whole, whoever wrote it. A gateway makes its frames so; the ledger
 * checks, because others write frames too. What a frame says of itself (when it was received, by
 * which door) is a claim of its writer: it is bounded here and decides nothing.
 */
public final class FrameRules {
  /** Most characters of a frame's id. */
  public static final int MAX_ID = 128;

  /** Most characters of the names of units, doors and gateways. */
  public static final int MAX_NAME = 64;

  /** Most characters of the author of a change by hand. */
  public static final int MAX_AUTHOR = 100;

  /** Most characters of the reason of a change by hand. */
  public static final int MAX_REASON = 500;

  /**
   * How far the time of receipt may lie ahead of the record's time, which the broker bounds by its
   * own clock. Without it, a frame that claims to come from tomorrow would move the horizon of its
   * unit there.
   */
  public static final Duration AHEAD = ReadingRules.FUTURE_TOLERANCE;

  private static final int MAX_SENDER = ReadingFrame.MAX_SENDER;

  private FrameRules() {}

  /**
   * What frames of every kind say of themselves.
   *
   * @param frameId identity
   * @param field what the owner is called: unit or station
   * @param owner whose frame it is
   * @param receivedAt when it was received, epoch milliseconds
   * @param source the door it came through
   * @param gateway name of the gateway that took it, or empty
   * @param sender who sent it, or empty
   * @param size number of readings
   */
  public record Head(
      String frameId,
      String field,
      String owner,
      long receivedAt,
      String source,
      String gateway,
      String sender,
      int size) {

    /**
     * What is wrong, or empty.
     *
     * @param key key of the record, or null
     * @param writtenAt time of the record, epoch milliseconds
     */
    public Optional<ReadingError> check(String key, long writtenAt) {
      return text("frameId", frameId, MAX_ID)
          .or(() -> text(field, owner, MAX_NAME))
          .or(() -> text("source", source, MAX_NAME))
          .or(() -> name(gateway))
          .or(() -> sender.isEmpty() ? Optional.empty() : text("sender", sender, MAX_SENDER))
          .or(() -> time(receivedAt, writtenAt))
          .or(() -> count(size))
          .or(() -> place(key, owner));
    }

    /** The same within bounds, to say that the frame was refused. */
    public Head bounded(long writtenAt) {
      return new Head(
          cut(frameId, MAX_ID),
          field,
          cut(owner, MAX_NAME),
          time(receivedAt, writtenAt).isEmpty() ? receivedAt : writtenAt,
          cut(source, MAX_NAME),
          isName(gateway) ? gateway : "",
          cut(sender, MAX_SENDER),
          size);
    }

    /** True when what is said of the frame is said once, not of each reading. */
    public boolean asAWhole() {
      return size == 0 || size > ReadingFrame.MAX_READINGS;
    }
  }

  /** The head of a frame of readings. */
  public static Head head(ReadingFrame frame) {
    return new Head(
        frame.frameId(),
        "unit",
        frame.unit(),
        frame.receivedAt(),
        frame.source(),
        frame.gateway(),
        frame.sender(),
        frame.readings().size());
  }

  /**
   * What is wrong with a frame of readings, or empty.
   *
   * @param key key of its record, or null
   * @param writtenAt time of its record, epoch milliseconds
   */
  public static Optional<ReadingError> check(String key, ReadingFrame frame, long writtenAt) {
    return head(frame).check(key, writtenAt).or(() -> frame.edit().flatMap(FrameRules::edit));
  }

  private static Optional<ReadingError> edit(ReadingFrame.Edit edit) {
    return text("author", edit.author(), MAX_AUTHOR)
        .or(() -> text("reason", edit.reason(), MAX_REASON));
  }

  /** True when a text has 1 to so many characters, none of them a control character. */
  public static boolean oneLine(String text, int most) {
    return !text.isEmpty()
        && text.length() <= most
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** True for the name of a gateway: 1 to 64 characters of A-Z a-z 0-9 . _ -. */
  public static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_NAME
        && text.chars().allMatch(FrameRules::ofName);
  }

  private static boolean ofName(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  /** The same frame with its own texts and times within bounds, to say that it was refused. */
  public static ReadingFrame bounded(ReadingFrame frame, long writtenAt) {
    Head head = head(frame).bounded(writtenAt);
    return new ReadingFrame(
        head.frameId(),
        head.owner(),
        head.receivedAt(),
        head.source(),
        head.gateway(),
        head.sender(),
        frame.action(),
        frame.backfill(),
        frame.edit().map(FrameRules::bounded),
        frame.readings());
  }

  private static ReadingFrame.Edit bounded(ReadingFrame.Edit edit) {
    return new ReadingFrame.Edit(
        cut(edit.author(), MAX_AUTHOR), cut(edit.reason(), MAX_REASON), edit.at());
  }

  private static Optional<ReadingError> text(String field, String text, int most) {
    return oneLine(text, most)
        ? Optional.empty()
        : malformed(field, text, "1 to " + most + " characters on one line");
  }

  private static Optional<ReadingError> name(String name) {
    return name.isEmpty() || isName(name)
        ? Optional.empty()
        : malformed(
            "gateway", name, "nothing, or 1 to " + MAX_NAME + " characters of A-Z a-z 0-9 . _ -");
  }

  private static Optional<ReadingError> time(long receivedAt, long writtenAt) {
    if (receivedAt < ReadingRules.OLDEST.toEpochMilli()) {
      return wrongTime(Code.BAD_TIME, receivedAt, ">= " + ReadingRules.OLDEST);
    }
    long latest = writtenAt + AHEAD.toMillis();
    return receivedAt <= latest
        ? Optional.empty()
        : wrongTime(
            Code.FUTURE,
            receivedAt,
            "<= " + Instant.ofEpochMilli(latest) + ", " + AHEAD + " after the record was written");
  }

  private static Optional<ReadingError> wrongTime(Code code, long time, String expected) {
    return Optional.of(
        new ReadingError(code, "receivedAt", Instant.ofEpochMilli(time).toString(), expected));
  }

  private static Optional<ReadingError> count(int readings) {
    return readings > 0 && readings <= ReadingFrame.MAX_READINGS
        ? Optional.empty()
        : malformed(
            "readings",
            String.valueOf(readings),
            "1 to " + ReadingFrame.MAX_READINGS + " in one frame");
  }

  private static Optional<ReadingError> place(String key, String unit) {
    return unit.equals(key) ? Optional.empty() : malformed("key", String.valueOf(key), unit);
  }

  private static Optional<ReadingError> malformed(String field, String value, String expected) {
    return Optional.of(new ReadingError(Code.MALFORMED, field, value, expected));
  }

  /** A text of so many characters at most. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    // Half a surrogate pair cannot be written as UTF-8.
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
