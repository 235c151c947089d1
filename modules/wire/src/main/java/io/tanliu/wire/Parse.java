// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Reads the text fields of records; refusals name field, value and what was expected. */
final class Parse {
  private Parse() {}

  static BigDecimal decimal(String field, String value) {
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException e) {
      throw refused(field, value, "a decimal number");
    }
  }

  static ZoneId zone(String field, String value) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException e) {
      throw refused(field, value, "an IANA zone or a UTC offset");
    }
  }

  static <E extends Enum<E>> E constant(String field, String value, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    throw refused(field, value, "one of " + java.util.List.of(type.getEnumConstants()));
  }

  static IllegalArgumentException refused(String field, String value, String expected) {
    return new IllegalArgumentException(field + ": " + value + " (expected: " + expected + ")");
  }
}
