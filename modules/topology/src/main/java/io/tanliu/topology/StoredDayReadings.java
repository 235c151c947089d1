// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.PointBook;
import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.ReadingRows;
import io.tanliu.domain.ledger.Sample;
import io.tanliu.domain.quality.DayReadings;
import java.util.List;

/** The readings of one unit as the ledger keeps them. */
final class StoredDayReadings implements DayReadings {
  private final ReadingRows rows;
  private final List<PointBook> points;
  private long read;

  /**
   * @param points points in the order of their numbers
   */
  StoredDayReadings(ReadingRows rows, List<PointBook> points) {
    this.rows = rows;
    this.points = points;
  }

  /** Readings that were visited so far. */
  long read() {
    return read;
  }

  @Override
  public void forEach(long from, long to, Visitor visitor) {
    rows.forward(
        ReadingRow.start(from),
        to,
        (start, row) -> {
          for (int i = 0; i < row.size(); i++) {
            Sample sample = row.sample(i);
            if ((sample.marks() & Sample.TOMBSTONE) == 0) {
              String point = points.get(row.point(i)).id();
              visitor.reading(point, sample.time(), sample.value(), sample.scale());
              read++;
            }
          }
          return true;
        });
  }
}
