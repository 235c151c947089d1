// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

/** Where an alert is in its life. */
public enum AlertState {
  /** The condition holds, not yet for long enough (待确认). */
  PENDING,
  /** It holds (告警中). */
  FIRING,
  /** Nothing can be said (无数据). */
  NO_DATA,
  /** It does not hold, or no longer (已解除). */
  RESOLVED;

  /** True while somebody should look at it. */
  public boolean open() {
    return this == FIRING || this == NO_DATA;
  }
}
