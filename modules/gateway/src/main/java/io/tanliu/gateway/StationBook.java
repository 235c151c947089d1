// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.StationDefinition;
import io.tanliu.domain.station.Station;
import io.tanliu.wire.StationMapping;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stations as they stand in the compacted topic. */
final class StationBook {
  private static final Logger LOG = LoggerFactory.getLogger(StationBook.class);

  private final Map<String, Station> stations = new ConcurrentSkipListMap<>();

  /** Takes a record of the topic; null deletes. */
  void station(String id, StationDefinition definition) {
    if (definition == null) {
      stations.remove(id);
      return;
    }
    try {
      stations.put(id, StationMapping.fromAvro(definition));
    } catch (IllegalArgumentException e) {
      LOG.warn("station {} left out: {}", id, e.getMessage());
    }
  }

  Optional<Station> find(String id) {
    return Optional.ofNullable(stations.get(id));
  }

  int count() {
    return stations.size();
  }
}
