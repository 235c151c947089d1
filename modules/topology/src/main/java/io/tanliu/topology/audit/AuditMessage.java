// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.audit;

import java.util.Map;

/**
 * What is told to the task of a region or industry about one hour.
 *
 * @param kind what it is
 * @param hour start of the hour, epoch milliseconds
 * @param unjudged change of the number of units that moved in the middle of the hour
 * @param amounts SUM: change of the units' sum; PUBLISHED: what the region says
 */
record AuditMessage(Kind kind, long hour, long unjudged, Map<String, Long> amounts) {
  /** What is told. */
  enum Kind {
    /** A change of the sum of the units. */
    SUM,
    /** What the region has published. */
    PUBLISHED
  }
}
