// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

/** How often meters send. */
enum Cadence {
  /** Registers and rates once an hour, so that a year loads fast. */
  HISTORY,
  /** Every point at its own interval. */
  LIVE
}
