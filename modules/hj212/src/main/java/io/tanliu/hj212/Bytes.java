// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

/** Small things done with bytes. */
final class Bytes {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private Bytes() {}

  /** The number of the four digits at {@code at}, or -1. */
  static int digits(byte[] bytes, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }

  /** The number of the four hex digits at {@code at}, or -1. */
  static int hex(byte[] bytes, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  /** Four upper case hex digits. */
  static String hex(int value) {
    char[] text = new char[4];
    for (int i = 0; i < 4; i++) {
      text[i] = HEX[(value >> (12 - 4 * i)) & 0xF];
    }
    return new String(text);
  }

  /** Which of the four characters at {@code at} are lower case letters: bits 3 to 0. */
  static int lowerCase(byte[] bytes, int at) {
    int mask = 0;
    for (int i = at; i < at + 4; i++) {
      mask = (mask << 1) | (bytes[i] >= 'a' ? 1 : 0);
    }
    return mask;
  }

  /** Where {@code what} begins in {@code bytes[from, to)}, just behind it; or -1. */
  static int find(byte[] bytes, int from, int to, byte[] what) {
    int last = to - what.length;
    for (int at = from; at <= last; at++) {
      int i = 0;
      while (i < what.length && bytes[at + i] == what[i]) {
        i++;
      }
      if (i == what.length) {
        return at + what.length;
      }
    }
    return -1;
  }

  /** Whether all of {@code bytes[from, to)} are printable ASCII. */
  static boolean printable(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0x20 || bytes[i] == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code bytes[from, to)} may be text of any encoding: no control characters. */
  static boolean textual(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if ((bytes[i] >= 0 && bytes[i] < 0x20) || bytes[i] == 0x7F) {
        return false;
      }
    }
    return true;
  }
}
