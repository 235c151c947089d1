// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.avro.StationDefinition;
import io.tanliu.avro.StationFrame;

/** What comes in; the record's key, a station id, stands beside it. */
sealed interface In {
  /** A station; null when it was withdrawn. */
  record Definition(StationDefinition definition) implements In {}

  /** Observations. */
  record Frame(StationFrame frame) implements In {}
}
