// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Collects findings; a frame that is wrong everywhere is told of the first ones only. */
final class Findings {
  private static final int MOST = 16;
  private static final int LONGEST = 64;

  private List<Finding> found = List.of();
  private boolean error;

  void error(Code code, String field, String value, String expected, int offset) {
    error = true;
    add(new Finding(code, true, field, value, expected, offset));
  }

  void flag(Code code, String field, String value, String expected, int offset) {
    add(new Finding(code, false, field, value, expected, offset));
  }

  boolean anyError() {
    return error;
  }

  List<Finding> toList() {
    return List.copyOf(found);
  }

  private void add(Finding finding) {
    if (found.isEmpty()) {
      found = new ArrayList<>(4);
    }
    if (found.size() < MOST) {
      found.add(finding);
    } else if (finding.error()) {
      found.set(MOST - 1, finding);
    }
  }

  /** Bytes as text that is safe to log: at most 64 characters, none of them a control character. */
  static String text(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + LONGEST);
    byte[] safe = new byte[end - from];
    for (int i = from; i < end; i++) {
      safe[i - from] = bytes[i] >= 0x20 && bytes[i] < 0x7F ? bytes[i] : (byte) '?';
    }
    String text = new String(safe, StandardCharsets.US_ASCII);
    return end < to ? text + "…" : text;
  }
}
