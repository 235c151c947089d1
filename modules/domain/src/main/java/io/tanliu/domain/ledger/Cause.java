// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

/** Why a window changed. The order is that of rarity: of several, the last is told. */
public enum Cause {
  /** New, late, corrected or withdrawn readings. */
  READING("reading"),
  /** A unit came, moved, or belongs elsewhere than was thought. */
  MEMBERSHIP("membership"),
  /** A metering point was added or redefined. */
  POINT("point"),
  /** A conversion factor changed. */
  FACTOR("factor");

  private final String code;

  Cause(String code) {
    this.code = code;
  }

  /** Code used in records, e.g. {@code reading}. */
  public String code() {
    return code;
  }
}
