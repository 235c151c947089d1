// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.alert.course.HourBook;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.topology.state.StateReader;
import io.tanliu.topology.state.StateWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Well measured hours of energy of the last weeks, a row per entity and UTC day. */
final class HourStore {
  static final String NAME = "control-hours";

  private static final int VERSION = 1;
  private static final long HOUR = 3_600_000L;
  private static final int HOURS = 24;
  private static final double LEAST = 0.9;

  private KeyValueStore<Bytes, byte[]> store;

  void init(KeyValueStore<Bytes, byte[]> hours) {
    store = hours;
  }

  /** Takes an hour that is over; true when it changed. */
  boolean put(String entity, long start, EntityWindow window) {
    WindowAmount amount = window == null ? null : window.getAmounts().get(Quantities.TCE);
    int day = (int) Math.floorDiv(start, HOURS * HOUR);
    int hour = (int) (Math.floorMod(start, HOURS * HOUR) / HOUR);
    Bytes key = ControlKeys.row(entity, day);
    byte[] stored = store.get(key);
    Map<Integer, Long> row = decode(stored);
    Long before = row.get(hour);
    if (amount == null || amount.getCoverage() < LEAST) {
      row.remove(hour);
    } else {
      row.put(hour, amount.getAmount());
    }
    if (Objects.equals(before, row.get(hour))) {
      return false;
    }
    if (stored == null) {
      forget(entity, day);
    }
    store.put(key, encode(row));
    return true;
  }

  /** A new day begins: what is too old to be compared goes, unless history is being loaded. */
  private void forget(String entity, int day) {
    int oldest = (int) HourBook.first(LocalDate.ofEpochDay(day)).toEpochDay();
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows =
        store.range(ControlKeys.row(entity, 0), ControlKeys.row(entity, oldest - 1))) {
      rows.forEachRemaining(row -> old.add(row.key));
    }
    old.forEach(store::delete);
  }

  /** The hours that are needed to judge the last days. */
  HourBook book(String entity) {
    HourBook book = new HourBook();
    try (KeyValueIterator<Bytes, byte[]> rows =
        store.range(ControlKeys.row(entity, 0), ControlKeys.row(entity, Integer.MAX_VALUE))) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        long start = (long) ControlKeys.number(row.key) * HOURS * HOUR;
        decode(row.value).forEach((hour, amount) -> book.put(start + hour * HOUR, amount));
      }
    }
    return book;
  }

  private static byte[] encode(Map<Integer, Long> row) {
    StateWriter out = new StateWriter(VERSION).number(row.size());
    row.forEach((hour, amount) -> out.number(hour).number(amount));
    return out.bytes();
  }

  private static Map<Integer, Long> decode(byte[] bytes) {
    TreeMap<Integer, Long> row = new TreeMap<>();
    if (bytes != null) {
      StateReader in = new StateReader(bytes, VERSION, VERSION);
      int size = in.count();
      for (int i = 0; i < size; i++) {
        row.put(in.count(), in.number());
      }
    }
    return row;
  }
}
