// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

/** Where changes and refusals are recorded. Safe for use by many threads. */
@FunctionalInterface
public interface AuditTrail {
  /** Records nothing. */
  AuditTrail NONE = entry -> {};

  /**
   * Records; returns at once and never throws. Refusals that repeat are counted together, so that
   * an attack cannot fill it.
   */
  void record(AuditEntry entry);
}
