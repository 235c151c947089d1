// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.control.Target;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.EnergyUnit;
import java.util.Optional;

/** What a unit's task takes in, in the order of the records' timestamps. */
sealed interface Input {

  /** A batch of readings. */
  record Frame(ReadingFrame frame) implements Input {}

  /** A unit was registered or changed; empty when its record was deleted. */
  record Definition(Optional<EnergyUnit> unit) implements Input {}

  /**
   * A gateway refused a reading, or a whole request.
   *
   * @param unit unit id as sent
   * @param gateway name of the gateway, may be empty
   * @param code why
   * @param receivedAt epoch milliseconds
   */
  record Refused(String unit, String gateway, String code, long receivedAt) implements Input {}

  /** A target was set or changed; empty when it was withdrawn. */
  record NewTarget(Optional<Target> target) implements Input {}
}
