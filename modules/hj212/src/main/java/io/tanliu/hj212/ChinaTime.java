// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Optional;

/**
 * Times of the protocol: China Standard Time, written without a zone ({@code yyyyMMddHHmmss},
 * {@code QN} with three digits of milliseconds).
 */
public final class ChinaTime {
  /** China Standard Time; there has been no summer time since the protocol exists. */
  public static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

  /** Digits of a time in seconds. */
  static final int SECONDS = 14;

  /** Digits of a time in milliseconds. */
  static final int MILLIS = 17;

  private ChinaTime() {}

  /** The time of 14 or 17 digits; nothing when the text is none. */
  public static Optional<LocalDateTime> parse(CharSequence text) {
    int length = text.length();
    if (length != SECONDS && length != MILLIS) {
      return Optional.empty();
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    int year = number(text, 0, 4);
    int month = number(text, 4, 6);
    int day = number(text, 6, 8);
    if (!valid(year, month, day, number(text, 8, 10), number(text, 10, 12), number(text, 12, 14))) {
      return Optional.empty();
    }
    int millis = length == MILLIS ? number(text, SECONDS, MILLIS) : 0;
    return Optional.of(
        LocalDateTime.of(
            year,
            month,
            day,
            number(text, 8, 10),
            number(text, 10, 12),
            number(text, 12, 14),
            millis * 1_000_000));
  }

  /** 14 digits: to the second. */
  public static String seconds(LocalDateTime time) {
    StringBuilder text = new StringBuilder(MILLIS);
    digits(text, time.getYear(), 4);
    digits(text, time.getMonthValue(), 2);
    digits(text, time.getDayOfMonth(), 2);
    digits(text, time.getHour(), 2);
    digits(text, time.getMinute(), 2);
    digits(text, time.getSecond(), 2);
    return text.toString();
  }

  /** 17 digits: to the millisecond, as {@code QN} has it. */
  public static String millis(LocalDateTime time) {
    StringBuilder text = new StringBuilder(MILLIS).append(seconds(time));
    digits(text, time.get(ChronoField.MILLI_OF_SECOND), 3);
    return text.toString();
  }

  /** Whether {@code bytes[from, to)} is a time of that many digits. */
  static boolean is(byte[] bytes, int from, int to, int digits) {
    if (to - from != digits) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return valid(
        two(bytes, from) * 100 + two(bytes, from + 2),
        two(bytes, from + 4),
        two(bytes, from + 6),
        two(bytes, from + 8),
        two(bytes, from + 10),
        two(bytes, from + 12));
  }

  private static boolean valid(int year, int month, int day, int hour, int minute, int second) {
    return year >= 1
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= daysOf(year, month)
        && hour < 24
        && minute < 60
        && second < 60;
  }

  private static int daysOf(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static int two(byte[] bytes, int at) {
    return (bytes[at] - '0') * 10 + bytes[at + 1] - '0';
  }

  private static int number(CharSequence text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static void digits(StringBuilder text, int value, int width) {
    String plain = Integer.toString(value);
    for (int i = plain.length(); i < width; i++) {
      text.append('0');
    }
    text.append(plain);
  }
}
