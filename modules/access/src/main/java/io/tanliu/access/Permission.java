// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

/** What a caller may do; each is granted for a {@link Scope}. */
public enum Permission {
  /** To see windows, lamps, alerts and registers. */
  READ,
  /** To send readings of meters and observations of stations. */
  SEND,
  /** To send activity reports and to ask for receipts. */
  REPORT,
  /** To change readings by hand (人工修正). */
  EDIT,
  /** To change the register: units, targets, devices, stations, receivers, rules. */
  MANAGE,
  /** To decide about alerts: acknowledge, note, silence, escalate. */
  DECIDE,
  /** To read the record of changes and refusals. */
  AUDIT,
  /** To give and take keys. */
  ADMIN
}
