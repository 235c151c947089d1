// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.nio.charset.StandardCharsets;

/** Looks over a plain region and marks what cannot be used. */
final class RegionCheck {
  private static final byte[] FLAG = "-Flag".getBytes(StandardCharsets.US_ASCII);
  private static final byte[][] TIMES = {
    "DataTime".getBytes(StandardCharsets.US_ASCII),
    "BeginTime".getBytes(StandardCharsets.US_ASCII),
    "EndTime".getBytes(StandardCharsets.US_ASCII)
  };

  private RegionCheck() {}

  /** Marks items that are none, times that are none, and data flags that the revision lacks. */
  static void check(byte[] bytes, int from, int to, Version version, Findings findings) {
    Cursor cursor = new Cursor(bytes, from, to, true);
    while (cursor.advance()) {
      int start = cursor.from;
      if (cursor.equal == Cursor.NONE || cursor.equal == start) {
        findings.flag(
            Code.ITEM_SYNTAX, "CP", Findings.text(bytes, start, cursor.to), "name=value", start);
      } else if (endsWith(bytes, start, cursor.equal, FLAG)) {
        flag(bytes, cursor, version, findings);
      } else if (bytes[cursor.equal - 1] == 'e') {
        for (byte[] name : TIMES) {
          if (cursor.equal - start == name.length && endsWith(bytes, start, cursor.equal, name)) {
            time(bytes, cursor, findings);
          }
        }
      }
    }
  }

  private static void flag(byte[] bytes, Cursor cursor, Version version, Findings findings) {
    if (cursor.to - cursor.equal != 2
        || DataFlag.of((char) bytes[cursor.equal + 1], version).isEmpty()) {
      add(Code.DATA_FLAG_UNKNOWN, bytes, cursor, "a flag of " + version.title(), findings);
    }
  }

  private static void time(byte[] bytes, Cursor cursor, Findings findings) {
    if (!ChinaTime.is(bytes, cursor.equal + 1, cursor.to, ChinaTime.SECONDS)) {
      add(Code.TIME_INVALID, bytes, cursor, "yyyyMMddHHmmss", findings);
    }
  }

  private static void add(
      Code code, byte[] bytes, Cursor cursor, String expected, Findings findings) {
    findings.flag(
        code,
        Findings.text(bytes, cursor.from, cursor.equal),
        Findings.text(bytes, cursor.equal + 1, cursor.to),
        expected,
        cursor.equal + 1);
  }

  private static boolean endsWith(byte[] bytes, int from, int to, byte[] end) {
    if (to - from < end.length) {
      return false;
    }
    for (int i = 0; i < end.length; i++) {
      if (bytes[to - end.length + i] != end[i]) {
        return false;
      }
    }
    return true;
  }
}
