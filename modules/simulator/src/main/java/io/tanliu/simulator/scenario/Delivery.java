// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator.scenario;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.ActivityReport;
import java.util.List;

/** Something that arrives at a time of the scenario. */
public sealed interface Delivery {
  /** When it arrives, epoch milliseconds. */
  long arrives();

  /**
   * Readings of a unit that come together.
   *
   * @param arrives when, epoch milliseconds
   * @param unit unit id
   * @param readings in the order of the points
   */
  record Readings(long arrives, String unit, List<Reading> readings) implements Delivery {
    public Readings {
      readings = List.copyOf(readings);
    }
  }

  /**
   * A reported figure.
   *
   * @param arrives when, epoch milliseconds
   * @param report what is reported
   */
  record Report(long arrives, ActivityReport report) implements Delivery {}
}
