// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

/** Stable codes of what the validation rules find in stored readings. */
public enum QualityCode {
  /** A value far above all others of the day. */
  SPIKE,
  /** The same value for too long. */
  STUCK,
  /** A counter that passed its modulus and went on from 0. */
  ROLLOVER,
  /** A counter that dropped and started anew: reset or replaced. */
  RESET,
  /** Readings that are missing. */
  GAP,
  /** A gap for which an amount is estimated. */
  ESTIMATED,
  /** A point that differs from the sum of the points below it. */
  BALANCE,
  /** Readings that are ahead of or behind their receipt by a constant. */
  CLOCK_DRIFT
}
