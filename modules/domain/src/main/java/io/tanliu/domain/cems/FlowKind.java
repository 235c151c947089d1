// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

/** What the flow meter of a stack states. */
public enum FlowKind {
  /** Velocity in m/s, to be multiplied by the section (烟气流速). */
  VELOCITY,
  /** m³/s at the stack's temperature and pressure, wet (工况湿基流量). */
  ACTUAL_WET,
  /** m³/s at 273 K and 101 325 Pa, wet (标态湿基流量). */
  STANDARD_WET,
  /** m³/s at 273 K and 101 325 Pa, dry (标态干基流量). */
  STANDARD_DRY;

  /** True when temperature and pressure of the gas are needed. */
  public boolean atStackConditions() {
    return this == VELOCITY || this == ACTUAL_WET;
  }
}
