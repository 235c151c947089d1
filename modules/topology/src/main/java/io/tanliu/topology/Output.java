// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.QualityAccount;
import io.tanliu.avro.QualityUnit;
import io.tanliu.avro.ReadingEdit;
import io.tanliu.avro.RejectedReading;
import java.util.Optional;

/** What processors forward; the wiring sends each kind to its topic. */
sealed interface Output {

  /** A window with every quantity. */
  record Energy(EntityWindow window) implements Output {
    /** The window is no longer kept. */
    static final Energy GONE = new Energy(null);
  }

  /** A window of CO2e alone. */
  record Carbon(EntityWindow window) implements Output {
    /** The window is no longer kept. */
    static final Carbon GONE = new Carbon(null);
  }

  /** What a rule has found. */
  record Signalled(AlertSignal signal) implements Output {}

  /** A refused reading. */
  record Rejected(RejectedReading reading) implements Output {}

  /** Quality of a unit's day; empty when its record is to be deleted. */
  record Quality(Optional<QualityUnit> day) implements Output {}

  /** What became of all readings of a unit, of a gateway, or altogether. */
  record Account(QualityAccount account) implements Output {}

  /** A reading that was changed by hand. */
  record Edited(ReadingEdit edit) implements Output {}

  /** A message to a region or industry. */
  record Rollup(RollupMessage message) implements Output {}
}
