// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt; the answer is for people and holds no secret. */
sealed interface Outcome {
  /** What the receiver answered, or why it could not be asked. */
  String answer();

  /** The receiver has taken it. */
  record Sent(String answer) implements Outcome {}

  /**
   * It did not come to that; another attempt may succeed.
   *
   * @param after how long the receiver asked to be left alone
   */
  record Later(String answer, Optional<Duration> after) implements Outcome {
    Later(String answer) {
      this(answer, Optional.empty());
    }
  }

  /** It was refused, and would be again. */
  record Refused(String answer) implements Outcome {}
}
