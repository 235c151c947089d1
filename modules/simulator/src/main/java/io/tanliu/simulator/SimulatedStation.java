// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

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

  /** Observations that are due in {@code [from, to)}: when their interval has ended; in order. */
  List<Observed> due(long from, long to);
}
