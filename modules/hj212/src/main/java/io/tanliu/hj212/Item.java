// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One {@code name=value} of the region (数据区), a view on the packet's bytes. The name of a measured
 * value is {@code factor-property}, for example {@code a05001-Avg}.
 */
public final class Item {
  private static final int LONGEST_NUMBER = 32;

  private final byte[] bytes;
  private final int from;
  private final int equal;
  private final int to;

  Item(byte[] bytes, int from, int equal, int to) {
    this.bytes = bytes;
    this.from = from;
    this.equal = equal;
    this.to = to;
  }

  /** The whole name; all of the item when there is no equals sign. */
  public String name() {
    return text(from, nameEnd());
  }

  /** Whether this is the name, letter by letter. */
  public boolean named(String name) {
    return same(from, nameEnd(), name);
  }

  /** What stands before the first hyphen of the name; nothing when there is none. */
  public Optional<String> factor() {
    int hyphen = hyphen();
    return hyphen < 0 ? Optional.empty() : Optional.of(text(from, hyphen));
  }

  /** What stands behind the first hyphen of the name; nothing when there is none. */
  public Optional<String> property() {
    int hyphen = hyphen();
    return hyphen < 0 ? Optional.empty() : Optional.of(text(hyphen + 1, nameEnd()));
  }

  /** Whether this is the property, letter by letter. */
  public boolean hasProperty(String property) {
    int hyphen = hyphen();
    return hyphen >= 0 && same(hyphen + 1, nameEnd(), property);
  }

  /** Whether both are of the same factor. */
  public boolean sameFactor(Item other) {
    int mine = hyphen();
    int its = other.hyphen();
    return mine >= 0 && its >= 0 && Arrays.equals(bytes, from, mine, other.bytes, other.from, its);
  }

  /** The value, empty when there is none. */
  public String value() {
    return equal < 0 ? "" : text(equal + 1, to);
  }

  /** The value as an exact number; nothing when it is none, or is longer than 32 characters. */
  public Optional<BigDecimal> number() {
    int start = equal + 1;
    int length = to - start;
    if (equal < 0 || length == 0 || length > LONGEST_NUMBER) {
      return Optional.empty();
    }
    char[] digits = new char[length];
    boolean any = false;
    for (int i = 0; i < length; i++) {
      byte each = bytes[start + i];
      boolean digit = each >= '0' && each <= '9';
      any |= digit;
      if (!digit && each != '.' && !(i == 0 && (each == '-' || each == '+'))) {
        return Optional.empty();
      }
      digits[i] = (char) each;
    }
    try {
      return any ? Optional.of(new BigDecimal(digits)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The value as a data flag of the revision; nothing when it is none. */
  public Optional<DataFlag> flag(Version version) {
    return equal >= 0 && to - equal == 2
        ? DataFlag.of((char) bytes[equal + 1], version)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text(from, to);
  }

  private int nameEnd() {
    return equal < 0 ? to : equal;
  }

  private int hyphen() {
    int end = nameEnd();
    for (int i = from; i < end; i++) {
      if (bytes[i] == '-') {
        return i;
      }
    }
    return -1;
  }

  private boolean same(int start, int end, String text) {
    if (end - start != text.length()) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (bytes[i] != text.charAt(i - start)) {
        return false;
      }
    }
    return true;
  }

  private String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
