// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;

/**
 * What the time labels of a file name.
 *
 * @param format pattern of {@link java.time.format.DateTimeFormatter}, {@code iso}, or {@code
 *     auto}: ISO 8601 and what begins with the year, such as {@code 2018/1/4 0:15} and {@code
 *     2018年1月4日 00:15}
 * @param interval length of an interval; positive
 * @param label what a label names
 * @param midnight which day a label of 00:00 belongs to
 * @param zone zone of labels without an offset
 */
public record TimeForm(
    String format, Duration interval, Label label, Midnight midnight, ZoneId zone) {

  /** What a time label names. */
  public enum Label {
    /** The start of the interval. */
    START,
    /** The end of the interval. */
    END;

    /**
     * Reads {@code start} or {@code end}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Label of(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "start" -> START;
        case "end" -> END;
        default -> throw new IllegalArgumentException("label: " + text + " (expected: start, end)");
      };
    }
  }

  /** Which day a label of 00:00 belongs to. */
  public enum Midnight {
    /** It begins the day of its date. */
    BEGINS_DAY,
    /** It ends the day of its date, which other files write as 24:00. */
    ENDS_DAY;

    /**
     * Reads {@code 0h} or {@code 24h}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Midnight of(String text) {
      return switch (text) {
        case "0h" -> BEGINS_DAY;
        case "24h" -> ENDS_DAY;
        default -> throw new IllegalArgumentException("midnight: " + text + " (expected: 0h, 24h)");
      };
    }
  }

  public TimeForm {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval: " + interval + " (expected: positive)");
    }
  }

  /** Everything of it that decides which moment a label becomes. */
  String meaning() {
    return String.join(
        "\n", format, interval.toString(), label.name(), midnight.name(), zone.getId());
  }
}
