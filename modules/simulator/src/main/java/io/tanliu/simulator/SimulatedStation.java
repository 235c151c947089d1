// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A station or stack monitor: what it sends in a span depends on nothing but the span. */
interface SimulatedStation {

  /** Its id, and the number MN of its data logger. */
  String id();

  /** How it is registered, as JSON. */
  Map<String, Object> document();

  /** Unit whose stack it watches; empty for a station in the air. */
  String unit();

  /** Distance of two observations, milliseconds. */
  long interval();

  /** How far before now its history begins, milliseconds. */
  long history();

  /**
   * Where its history begins, epoch milliseconds: with a whole local day, or it would be one whose
   * data are missing.
   */
  default long begin(long now) {
    // What is due at midnight was observed before it.
    return Times.startOfDay(LocalDate.ofEpochDay(Times.day(now - history()))) + 1;
  }

  /** Observations that are due in {@code [from, to)}: when their interval has ended; in order. */
  List<Observed> due(long from, long to);
}
