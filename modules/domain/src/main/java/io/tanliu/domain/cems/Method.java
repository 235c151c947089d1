// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

/** How the mass of an hour came about. */
public enum Method {
  /** From valid records of the monitor. */
  MEASURED,
  /** The largest of the valid hours before the gap stands in (HJ 75-2017, 12.2). */
  SUBSTITUTED,
  /** The source stood still the whole hour (停运): nothing was let off, and nothing is missing. */
  STOPPED,
  /** Nothing may stand in: the hour has no mass until somebody reports one. */
  MISSING
}
