// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import io.tanliu.avro.AlertCommand;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertRuleDefinition;
import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.AlertSilence;
import io.tanliu.avro.UnitDefinition;
import java.util.Optional;

/** What comes in. */
sealed interface AlertInput {
  /** A rule has found something. */
  record Signalled(AlertSignal signal) implements AlertInput {}

  /** Somebody asks something. */
  record Asked(AlertCommand command) implements AlertInput {}

  /** Where a unit lies; empty when it was deleted. */
  record Placed(Optional<UnitDefinition> unit) implements AlertInput {}

  /** A silence was set; empty when it was deleted. Every task hears of it. */
  record Silenced(Optional<AlertSilence> silence) implements AlertInput {}

  /** A rule was set; empty when its setting was deleted. Every task hears of it. */
  record Ruled(Optional<AlertRuleDefinition> rule) implements AlertInput {}

  /** An alert of a region has changed, which may explain others below. Every task hears of it. */
  record Above(AlertEvent event) implements AlertInput {}
}
