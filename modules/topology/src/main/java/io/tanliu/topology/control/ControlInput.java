// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.ActivityReport;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.QualityUnit;
import io.tanliu.avro.QuotaEntry;
import io.tanliu.avro.TargetDefinition;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.time.Granularity;

/** What comes in for an entity; a value that is null was deleted. */
sealed interface ControlInput {

  /** A window of a day, a year or an hour. */
  record Window(Granularity granularity, long start, EntityWindow window) implements ControlInput {}

  /** A report. */
  record Report(ActivityReport report) implements ControlInput {}

  /** A target. */
  record NewTarget(TargetDefinition target) implements ControlInput {}

  /** An entry of an allowance account. */
  record Quota(QuotaEntry entry) implements ControlInput {}

  /** The definition of a unit. */
  record Unit(UnitDefinition definition) implements ControlInput {}

  /** Quality of a unit's day. */
  record Quality(QualityUnit day) implements ControlInput {}
}
