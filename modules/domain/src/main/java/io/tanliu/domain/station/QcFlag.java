// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

/** What is known about the quality of one observation. Only the first two ever enter a mean. */
public enum QcFlag {
  /** Valid, judged by a person (人工审核有效). */
  VALID(true),
  /** Valid so far, judged by the instrument or automatically (自动审核有效). */
  VALID_SO_FAR(true),
  /** Invalid, judged by a person. */
  INVALID(false),
  /** Invalid, judged by the instrument or automatically. */
  SUSPECT(false),
  /** Calibration gas flows (校准). */
  CALIBRATION(false),
  /** A target gas of known mole fraction is checked (目标气、跨度检查). */
  SPAN(false),
  /** Gas without the measured species (零点检查). */
  ZERO(false),
  /** Maintenance (维护). */
  MAINTENANCE(false),
  /** Fault or no connection (故障). */
  FAULT(false),
  /** Below or above what the gas can have: judged here, not sent. */
  OUT_OF_RANGE(false),
  /** At a place where its platform cannot have been: judged here, not sent. */
  MISPLACED(false),
  /** The minute has no number: sent as such. */
  MISSING(false);

  private final boolean enters;

  QcFlag(boolean enters) {
    this.enters = enters;
  }

  /** True when an observation with this flag enters means. */
  public boolean enters() {
    return enters;
  }

  /** True for a gas of known content. */
  public boolean reference() {
    return this == SPAN || this == ZERO;
  }
}
