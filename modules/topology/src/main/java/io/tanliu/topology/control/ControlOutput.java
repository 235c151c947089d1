// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.ControlForecast;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.IntensityWindow;
import io.tanliu.avro.ShareWindow;

/** What goes out under a key; a value that is null takes back what was told. */
sealed interface ControlOutput {

  /** Lamps of a period. */
  record Lamps(EntityLamps value) implements ControlOutput {}

  /** An intensity. */
  record Intensity(IntensityWindow value) implements ControlOutput {}

  /** A share. */
  record Share(ShareWindow value) implements ControlOutput {}

  /** A forecast. */
  record Forecast(ControlForecast value) implements ControlOutput {}

  /** What a rule finds. */
  record Finding(AlertSignal value) implements ControlOutput {}
}
