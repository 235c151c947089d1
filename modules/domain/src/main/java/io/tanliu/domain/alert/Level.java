// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

/** How bad something is (告警级别). */
public enum Level {
  /** Nothing. */
  NONE,
  /** A course that would break a limit (预警). */
  WARNING,
  /** A limit that is broken (超限). */
  CRITICAL;

  /** True when this is as bad as the other, or worse. */
  public boolean atLeast(Level other) {
    return compareTo(other) >= 0;
  }

  /** The worse of two. */
  public Level or(Level other) {
    return atLeast(other) ? this : other;
  }
}
