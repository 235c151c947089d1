// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.ActivityReport;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.QuotaEntry;
import io.tanliu.avro.UnitDefinition;

/** What comes in; the record's key stands beside it. */
sealed interface In {
  /** A day of an entity. */
  record Day(EntityWindow window) implements In {}

  /** A unit; null when it was deleted. */
  record Unit(UnitDefinition definition) implements In {}

  /** A report; null when it was withdrawn. */
  record Report(ActivityReport report) implements In {}

  /** Lamps of a unit's targets in one period; null when the targets were withdrawn. */
  record Lamps(EntityLamps lamps) implements In {}

  /** An entry of an allowance account; null when it was withdrawn. */
  record Quota(QuotaEntry entry) implements In {}
}
