// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

/** What a change in the life of an alert is. */
public enum Change {
  /** Now pending. */
  PENDED,
  /** No longer pending; it never fired. */
  CLEARED,
  /** An episode begins. */
  FIRED,
  /** The severity rose. */
  RAISED,
  /** The severity fell. */
  LOWERED,
  /** The data stopped. */
  NO_DATA,
  /** Data came back, and the condition holds. */
  RESUMED,
  /** The episode ends. */
  RESOLVED,
  /** The time at which the limit was passed was corrected. */
  MOVED,
  /** Somebody deals with it. */
  ACKNOWLEDGED,
  /** Nobody deals with it any more. */
  UNACKNOWLEDGED,
  /** A remark. */
  NOTED,
  /** It went up a step. */
  ESCALATED,
  /** A silence covers it now. */
  SILENCED,
  /** No silence covers it any more. */
  UNSILENCED,
  /** Another alert explains it now. */
  INHIBITED,
  /** No other alert explains it any more. */
  UNINHIBITED,
  /** It goes to and fro. */
  FLAPPING,
  /** It has settled. */
  STEADY
}
