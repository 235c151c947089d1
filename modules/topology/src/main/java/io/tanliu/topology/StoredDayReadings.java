// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.ReadingRows;
import io.tanliu.domain.ledger.Sample;
import io.tanliu.domain.quality.DayReadings;
import io.tanliu.domain.time.Granularity;
import java.util.List;

/** The readings of one unit as the ledger keeps them. */
final class StoredDayReadings implements DayReadings {
  private final ReadingRows rows;
  private final List<String> points;
  private long read;

  /**
   * @param points points in the order of their numbers
   */
  StoredDayReadings(ReadingRows rows, List<String> points) {
    this.rows = rows;
    this.points = points;
  }

  /** Readings that were visited so far. */
  long read() {
    return read;
  }

  @Override
  public void forEach(long from, long to, Visitor visitor) {
    for (long bucket : rows.between(Granularity.base(from), to)) {
      ReadingRow row = rows.get(bucket);
      if (row != null) {
        row.byPoint().forEach((point, samples) -> visit(points.get(point), samples, visitor));
      }
    }
  }

  private void visit(String point, List<Sample> samples, Visitor visitor) {
    for (Sample sample : samples) {
      visitor.reading(point, sample.time(), sample.value(), sample.scale());
      read++;
    }
  }
}
