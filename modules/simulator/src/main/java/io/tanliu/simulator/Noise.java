// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

/** Deterministic noise: a pure function of its arguments, the same on every platform. */
final class Noise {
  private static final double TO_UNIT = 0x1.0p-53;

  private Noise() {}

  /** Mixes a seed with a number (splitmix64 finaliser). */
  static long mix(long seed, long number) {
    long z = seed + 0x9E3779B97F4A7C15L * (number + 1);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Mixes a seed with a text (FNV-1a). */
  static long mix(long seed, String text) {
    long h = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * 0x100000001B3L;
    }
    return mix(seed, h);
  }

  /** A number in [0, 1). */
  static double unit(long seed, long number) {
    return (mix(seed, number) >>> 11) * TO_UNIT;
  }

  /** A number in [-1, 1). */
  static double signed(long seed, long number) {
    return 2 * unit(seed, number) - 1;
  }

  /** A whole number in [0, bound). */
  static long below(long seed, long number, long bound) {
    return Math.floorMod(mix(seed, number), bound);
  }
}
