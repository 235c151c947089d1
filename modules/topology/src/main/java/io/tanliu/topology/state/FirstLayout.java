// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.Accounts;
import io.tanliu.domain.ledger.PointBook;
import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.Sample;
import io.tanliu.domain.ledger.Stretch;
import io.tanliu.domain.ledger.UnitBook;
import io.tanliu.domain.reading.ReadingRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Reads the readings and books of units as the first version wrote them: rows of a quarter hour,
 * and of each point the newest reading and the time of the oldest kept one.
 */
public final class FirstLayout {
  private static final int VERSION = 1;
  private static final int KIND = 1;
  private static final long DAY = 86_400_000L;

  private FirstLayout() {}

  /**
   * A book of the first layout. What may have been forgotten before a point's oldest kept reading
   * counts as settled.
   *
   * @param horizon how far behind a point's newest reading the first version kept readings
   */
  public static UnitBook read(byte[] bytes, Duration horizon) {
    StateReader in = new StateReader(bytes, VERSION);
    UnitBook book = new UnitBook();
    book.accounts(new Accounts(in.number(), in.number(), in.number(), in.number(), in.number()));
    int points = in.count();
    long newest = Long.MIN_VALUE;
    long oldest = Long.MAX_VALUE;
    for (int i = 0; i < points; i++) {
      PointBook point = book.point(in.text());
      if (in.number() == 1) {
        long last = in.number();
        in.number();
        in.number();
        long anchor = last - in.number();
        point.restore(anchor, last, forgotten(anchor, last - horizon.toMillis()));
        newest = Math.max(newest, last);
        oldest = Math.min(oldest, anchor);
      }
    }
    book.restore(newest, newest, oldest, oldest);
    return book;
  }

  private static List<Stretch> forgotten(long anchor, long horizon) {
    return anchor < Math.floorDiv(horizon, DAY) * DAY
        ? List.of(new Stretch(ReadingRules.OLDEST.toEpochMilli(), anchor, false, false))
        : List.of();
  }

  /** Writes a unit's rows anew, a row a minute. */
  public static void convert(KeyValueStore<Bytes, byte[]> store, String unit) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows =
        store.range(
            StateKeys.row(unit, KIND, Long.MIN_VALUE), StateKeys.row(unit, KIND, Long.MAX_VALUE))) {
      rows.forEachRemaining(row -> keys.add(row.key));
    }
    StoredReadingRows minutes = new StoredReadingRows(store, unit);
    for (Bytes key : keys) {
      minutes(StateKeys.time(key), store.get(key)).forEach(minutes::put);
      store.delete(key);
    }
  }

  static Map<Long, ReadingRow> minutes(long bucket, byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION);
    Map<Long, ReadingRow> minutes = new TreeMap<>();
    int points = in.count();
    for (int i = 0; i < points; i++) {
      int point = in.count();
      int samples = in.count();
      long time = bucket;
      for (int j = 0; j < samples; j++) {
        time += in.number();
        Sample sample = new Sample(time, in.number(), in.count());
        minutes
            .computeIfAbsent(ReadingRow.start(time), start -> new ReadingRow())
            .put(point, sample);
      }
    }
    return minutes;
  }
}
