// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.time.Granularity;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Windows of one flow in memory, built by the entity ledger from base buckets. */
final class MemoryWindows implements WindowRows {
  private record Key(Granularity granularity, long start) {}

  static final String FLOW = "electricity:bought";

  private final Map<Key, WindowRow> rows = new HashMap<>();
  private final ZoneId zone;
  final EntityBook book;

  MemoryWindows(ZoneId zone) {
    this.zone = zone;
    this.book = new EntityBook(zone);
    book.addPoints(FLOW, 1);
  }

  @Override
  public WindowRow get(Granularity granularity, long start) {
    return rows.getOrDefault(new Key(granularity, start), WindowRow.EMPTY);
  }

  @Override
  public void put(Granularity granularity, long start, WindowRow row) {
    rows.put(new Key(granularity, start), row);
  }

  /** Adds an amount to one bucket, which is measured whole. */
  void add(long bucket, long amount) {
    Lines lines = new Lines();
    lines.add(FLOW, new Line(amount, Granularity.BASE, 0));
    SortedMap<Long, Lines> change = new TreeMap<>(Map.of(bucket, lines));
    new EntityLedger(zone).apply(change, book, this);
    book.reached(bucket + Granularity.BASE);
  }
}
