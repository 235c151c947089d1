// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.avro.StationDefinition;
import io.tanliu.wire.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is kept of the stations of a task. Keys begin with the station's id and {@code |}; times in
 * them are texts that sort like time.
 */
final class StationStores {
  /** Definitions, by station. */
  static final String STATIONS = "station-stations";

  /** Observations, by station and hour. */
  static final String OBSERVATIONS = "station-observations";

  /** Sums and masses of hours, by station, gas and hour. */
  static final String HOURS = "station-hours";

  /** Backgrounds, by station, gas and day. */
  static final String BACKGROUNDS = "station-backgrounds";

  /** Newest event time, by station. */
  static final String HEADS = "station-heads";

  /** Hours that are still to be looked at. */
  static final String DIRTY = "station-dirty";

  /** Fingerprints and revisions of what was told. */
  static final String TOLD = "station-told";

  /** Those that hold bytes. */
  static final List<String> NAMES = List.of(OBSERVATIONS, HOURS, BACKGROUNDS, HEADS, DIRTY, TOLD);

  final KeyValueStore<String, StationDefinition> stations;
  final KeyValueStore<String, byte[]> observations;
  final KeyValueStore<String, byte[]> hours;
  final KeyValueStore<String, byte[]> backgrounds;
  final KeyValueStore<String, byte[]> heads;
  final KeyValueStore<String, byte[]> dirty;
  final KeyValueStore<String, byte[]> told;

  StationStores(ProcessorContext<?, ?> context) {
    stations = context.getStateStore(STATIONS);
    observations = context.getStateStore(OBSERVATIONS);
    hours = context.getStateStore(HOURS);
    backgrounds = context.getStateStore(BACKGROUNDS);
    heads = context.getStateStore(HEADS);
    dirty = context.getStateStore(DIRTY);
    told = context.getStateStore(TOLD);
  }

  static String key(String station, long start) {
    return station + Keys.SEPARATOR + Keys.startText(start);
  }

  static String key(String station, String gas, long start) {
    return station + Keys.SEPARATOR + gas + Keys.SEPARATOR + Keys.startText(start);
  }

  /** The time at the end of a key. */
  static long time(String key) {
    return Instant.parse(key.substring(key.lastIndexOf(Keys.SEPARATOR) + 1)).toEpochMilli();
  }

  /** Rows of a time, by their time. */
  static NavigableMap<Long, byte[]> range(
      KeyValueStore<String, byte[]> store, String prefix, long from, long until) {
    NavigableMap<Long, byte[]> rows = new TreeMap<>();
    String first = prefix + Keys.SEPARATOR + Keys.startText(from);
    String last = prefix + Keys.SEPARATOR + Keys.startText(until - 1_000);
    if (until > from) {
      try (KeyValueIterator<String, byte[]> all = store.range(first, last)) {
        while (all.hasNext()) {
          KeyValue<String, byte[]> row = all.next();
          rows.put(time(row.key), row.value);
        }
      }
    }
    return rows;
  }

  /** Deletes what is older than a time. */
  static void forget(KeyValueStore<String, byte[]> store, String prefix, long until) {
    List<String> old = new ArrayList<>();
    String first = prefix + Keys.SEPARATOR;
    String last = first + Keys.startText(until - 1_000);
    try (KeyValueIterator<String, byte[]> all = store.range(first, last)) {
      all.forEachRemaining(row -> old.add(row.key));
    }
    old.forEach(store::delete);
  }
}
