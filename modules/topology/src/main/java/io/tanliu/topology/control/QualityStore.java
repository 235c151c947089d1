// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.QualityUnit;
import io.tanliu.topology.state.StateReader;
import io.tanliu.topology.state.StateWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Completeness of the data of the last days of each unit. */
final class QualityStore {
  static final String NAME = "control-quality";

  private static final int VERSION = 1;
  private static final int DAYS = 60;
  private static final int SCALE = 6;

  /** Days all of whose readings came later than this were loaded, not watched. */
  private static final long LOADED_MILLIS = 7 * 86_400_000L;

  private KeyValueStore<Bytes, byte[]> store;

  void init(KeyValueStore<Bytes, byte[]> quality) {
    store = quality;
  }

  /** Takes the quality of a day; true when completeness changed. */
  boolean put(String unit, LocalDate day, QualityUnit quality) {
    Bytes key = ControlKeys.row(unit, (int) day.toEpochDay());
    byte[] before = store.get(key);
    if (quality == null || quality.getCompleteness() == null || loaded(quality)) {
      store.delete(key);
      return before != null;
    }
    long parts = Math.round(quality.getCompleteness() * Math.pow(10, SCALE));
    if (before != null && new StateReader(before, VERSION, VERSION).number() == parts) {
      return false;
    }
    store.put(key, new StateWriter(VERSION).number(parts).bytes());
    if (before == null) {
      forget(unit, (int) day.toEpochDay() - DAYS);
    }
    return true;
  }

  /** History is sent as it was kept, often by the hour: that says nothing about the unit today. */
  private static boolean loaded(QualityUnit quality) {
    return quality.getDelay() != null && quality.getDelay().getMin() > LOADED_MILLIS;
  }

  private void forget(String unit, int before) {
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows =
        store.range(ControlKeys.row(unit, 0), ControlKeys.row(unit, before - 1))) {
      rows.forEachRemaining(row -> old.add(row.key));
    }
    old.forEach(store::delete);
  }

  /** Completeness of the days before one, 0 to 1. */
  SortedMap<LocalDate, BigDecimal> days(String unit, LocalDate before) {
    TreeMap<LocalDate, BigDecimal> days = new TreeMap<>();
    int end = (int) before.toEpochDay() - 1;
    try (KeyValueIterator<Bytes, byte[]> rows =
        store.range(ControlKeys.row(unit, Math.max(0, end - DAYS)), ControlKeys.row(unit, end))) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        days.put(
            LocalDate.ofEpochDay(ControlKeys.number(row.key)),
            BigDecimal.valueOf(new StateReader(row.value, VERSION, VERSION).number(), SCALE));
      }
    }
    return days;
  }
}
