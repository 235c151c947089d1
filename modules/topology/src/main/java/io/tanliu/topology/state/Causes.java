// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.Cause;

/** Causes as they stand in stored values. */
final class Causes {
  private Causes() {}

  /** Stable numbers. */
  static int number(Cause cause) {
    return switch (cause) {
      case READING -> 0;
      case MEMBERSHIP -> 1;
      case POINT -> 2;
      case FACTOR -> 3;
    };
  }

  static Cause of(int number) {
    for (Cause cause : Cause.values()) {
      if (number(cause) == number) {
        return cause;
      }
    }
    throw new IllegalStateException("cause: " + number + " (expected: 0 to 3)");
  }
}
