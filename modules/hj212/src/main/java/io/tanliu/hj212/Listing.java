// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.Optional;

/** An encrypted region as the annex prints it: {@code {0xE4,0x3E,…}} and the plain rest. */
final class Listing {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final int WIDTH = "0xE4,".length();

  private Listing() {}

  /** Whether {@code bytes[from, to)} begins like a listing. */
  static boolean begins(byte[] bytes, int from, int to) {
    return to - from > WIDTH
        && bytes[from] == '{'
        && bytes[from + 1] == '0'
        && bytes[from + 2] == 'x';
  }

  /** The bytes that the listing means; nothing when it is not written exactly so. */
  static Optional<byte[]> read(byte[] bytes, int from, int to) {
    int close = from;
    while (close < to && bytes[close] != '}') {
      close++;
    }
    int inside = close - from;
    if (close == to || inside % WIDTH != 0) {
      return Optional.empty();
    }
    int count = inside / WIDTH;
    int rest = to - close - 1;
    if (count % Sm4.BLOCK != 0 || rest >= Sm4.BLOCK) {
      return Optional.empty();
    }
    byte[] result = new byte[count + rest];
    for (int i = 0; i < count; i++) {
      int at = from + 1 + i * WIDTH;
      int high = upper(bytes[at + 2]);
      int low = upper(bytes[at + 3]);
      byte after = bytes[at + 4];
      if (bytes[at] != '0'
          || bytes[at + 1] != 'x'
          || high < 0
          || low < 0
          || after != (i == count - 1 ? '}' : ',')) {
        return Optional.empty();
      }
      result[i] = (byte) ((high << 4) | low);
    }
    System.arraycopy(bytes, close + 1, result, count, rest);
    return Optional.of(result);
  }

  /** The listing of an encrypted region. */
  static byte[] write(byte[] region) {
    int count = region.length - region.length % Sm4.BLOCK;
    if (count == 0) {
      return region;
    }
    byte[] result = new byte[1 + count * WIDTH + region.length - count];
    result[0] = '{';
    for (int i = 0; i < count; i++) {
      int at = 1 + i * WIDTH;
      result[at] = '0';
      result[at + 1] = 'x';
      result[at + 2] = (byte) HEX[(region[i] >> 4) & 0xF];
      result[at + 3] = (byte) HEX[region[i] & 0xF];
      result[at + 4] = (byte) (i == count - 1 ? '}' : ',');
    }
    System.arraycopy(region, count, result, 1 + count * WIDTH, region.length - count);
    return result;
  }

  private static int upper(byte digit) {
    return digit >= '0' && digit <= '9'
        ? digit - '0'
        : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
  }
}
