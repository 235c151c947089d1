// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import io.tanliu.domain.reading.ReadingError;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where messages go: judged as at every other door, written to Kafka, and answered once, later, on
 * any thread. Nothing is thrown for what a sender or Kafka does.
 */
public interface Intake extends Register {

  /** What became of a message. */
  enum Outcome {
    /** In Kafka; single readings may have been rejected with their reasons. */
    TAKEN,
    /** In Kafka, and none of its readings was taken. */
    ALL_REJECTED,
    /** Its idempotency key was answered before. */
    REPEATED,
    /** Refused whole; the reason is in the topic of rejected readings. */
    REFUSED,
    /** Kafka did not acknowledge: it has to be tried again. */
    NOT_WRITTEN
  }

  /**
   * What is answered.
   *
   * @param receipt JSON: a receipt, or why the message was refused; empty when it was not written
   */
  record Answer(Outcome outcome, String receipt) {}

  /**
   * A message.
   *
   * @param to unit or station id, as the topic names it
   * @param topic the whole topic; with the body it is the message's identity when it has no key
   * @param key idempotency key that its sender gave it
   * @param body as sent; nobody changes it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Letter(String to, String topic, Optional<String> key, byte[] body) {}

  /**
   * A value that has its point.
   *
   * @param point point id; what the sender called it when it has none
   * @param time epoch milliseconds; null when it came without one
   * @param value as text
   * @param number whether the sender sent a number
   * @param historical sent later than it was measured
   * @param flaw why it must not be taken although it could be read
   */
  record Value(
      String point,
      Long time,
      String value,
      boolean number,
      boolean historical,
      Optional<ReadingError> flaw) {}

  /** Whether units and their points have been read, so that messages can be judged. */
  boolean ready();

  /** Takes a JSON array of readings of a unit. */
  void readings(Letter letter, Consumer<Answer> done);

  /** Takes a JSON array of observations of a station. */
  void observations(Letter letter, Consumer<Answer> done);

  /** Takes values of a unit; the letter's body counts only for its identity. */
  void values(Letter letter, List<Value> values, Consumer<Answer> done);

  /** Writes down that a message was refused whole. */
  void refuse(Letter letter, ReadingError error, Consumer<Answer> done);
}
