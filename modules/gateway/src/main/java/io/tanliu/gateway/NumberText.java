// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads the value of a reading exactly, from its text; it never passes through binary floating. */
final class NumberText {
  private static final int MAX_LENGTH = 64;
  private static final BigInteger MAX = BigInteger.valueOf(Reading.MAX_VALUE);

  private NumberText() {}

  /** Either value × 10^-scale, in its shortest form, or what is wrong with the text. */
  record Parsed(long value, int scale, ReadingError error) {}

  static Parsed parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return tooLong(text);
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      return bad(Code.NOT_A_NUMBER, text, "a finite decimal number, e.g. 3.17");
    }
    if (text.chars().anyMatch(c -> c > '~')) { // BigDecimal takes the digits of every script
      return bad(Code.NOT_A_NUMBER, text, "half-width digits (半角数字), e.g. 3.17");
    }
    if (number.signum() == 0) {
      return new Parsed(0, 0, null);
    }
    // Digits before the point, from precision and scale: 1e999999999 is never written out.
    if ((long) number.precision() - number.scale() > 19) {
      return tooLong(text);
    }
    number = number.stripTrailingZeros();
    if (number.scale() < 0) {
      number = number.setScale(0);
    }
    if (number.scale() > Reading.MAX_SCALE || number.unscaledValue().abs().compareTo(MAX) > 0) {
      return tooLong(text);
    }
    return new Parsed(number.unscaledValue().longValueExact(), number.scale(), null);
  }

  private static Parsed tooLong(String text) {
    return bad(Code.OUT_OF_RANGE, text, "at most 18 digits, 9 of them after the point");
  }

  private static Parsed bad(Code code, String text, String expected) {
    return new Parsed(0, 0, new ReadingError(code, "value", text, expected));
  }
}
