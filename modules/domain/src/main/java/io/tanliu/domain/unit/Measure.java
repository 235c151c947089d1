// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

/** What one reading of a metering point states. */
public enum Measure {
  /** The amount of one interval; the reading's time is the interval's start. */
  INTERVAL,
  /** A cumulative counter (累计表底数) at the reading's time. */
  REGISTER,
  /** An instantaneous amount per hour at the reading's time. */
  RATE
}
