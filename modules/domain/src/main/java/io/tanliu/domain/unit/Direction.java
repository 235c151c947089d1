// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

/** Direction of a flow, which decides its sign in the unit's total and whether it emits. */
public enum Direction {
  /** Bought from others (外购). */
  BOUGHT("bought", 1),
  /** Delivered to others (外供); subtracted. */
  SOLD("sold", -1),
  /** Self-produced renewable energy (自产可再生能源); counts as energy, emits nothing. */
  SELF_RENEWABLE("renewable", 1),
  /** Used as feedstock (原料用能); counts as energy, is not burnt. */
  FEEDSTOCK("feedstock", 1),
  /** Internal sub-meter (内部计量); never in a total. */
  INTERNAL("internal", 0);

  private final String code;
  private final int sign;

  Direction(String code, int sign) {
    this.code = code;
    this.sign = sign;
  }

  /** Short code used in the names of flows, e.g. {@code electricity:bought}. */
  public String code() {
    return code;
  }

  /** +1, -1 or 0: how an amount of this direction enters the total. */
  public int sign() {
    return sign;
  }
}
