// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

/** Walks over the tokens of {@code bytes[from, to)} without copying any. */
final class Cursor {
  /** Stands for "no equals sign". */
  static final int NONE = -1;

  private final byte[] bytes;
  private final int limit;
  private final boolean commas;
  private int next;
  private boolean done;
  private boolean begun;

  /** Where the token begins. */
  int from;

  /** Where the first equals sign of the token is, or {@link #NONE}. */
  int equal;

  /** Where the token ends. */
  int to;

  /** What stands before the token: a semicolon, a comma, or 0 for the first. */
  byte before;

  /** Tokens between semicolons and, if {@code commas}, between commas. */
  Cursor(byte[] bytes, int from, int to, boolean commas) {
    this.bytes = bytes;
    this.next = from;
    this.limit = to;
    this.commas = commas;
    this.done = from == to;
  }

  /** Goes to the next token, which may be empty. */
  boolean advance() {
    if (done) {
      return false;
    }
    before = begun ? bytes[next - 1] : 0;
    begun = true;
    from = next;
    equal = NONE;
    int at = from;
    for (; at < limit; at++) {
      byte each = bytes[at];
      if (each == ';' || (each == ',' && commas)) {
        break;
      }
      if (each == '=' && equal == NONE) {
        equal = at;
      }
    }
    to = at;
    next = at + 1;
    done = at == limit;
    return true;
  }
}
