// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.reading.ReadingFrame;
import java.time.Duration;

/**
 * Takes frames of readings into a unit's ledger: new, repeated, corrected, withdrawn, late and out
 * of order, over the correction horizon, and history from before it when it comes as such.
 *
 * <p>The horizon counts from the unit's event time, the newest reading of any of its points.
 */
public final class FrameLedger {
  private final long horizon;

  /**
   * @param horizon how far behind the unit's newest reading a late or corrected one may be
   */
  public FrameLedger(Duration horizon) {
    this.horizon = horizon.toMillis();
  }

  /**
   * Takes a frame. The book is changed, the rows are not before {@link FrameEntry#save()}: who does
   * not save must drop the book.
   *
   * @throws ArithmeticException when a sum does not fit
   */
  public FrameEntry take(UnitMeters meters, UnitBook book, ReadingRows rows, ReadingFrame frame) {
    FrameEntry entry = new FrameEntry(meters, book, new WorkingRows(rows), frame, horizon);
    for (int i = 0; i < frame.readings().size(); i++) {
      entry.take(i, frame.readings().get(i));
    }
    entry.close();
    return entry;
  }

  /** Takes a frame and saves the rows. */
  public FrameOutcome apply(
      UnitMeters meters, UnitBook book, ReadingRows rows, ReadingFrame frame) {
    FrameEntry entry = take(meters, book, rows, frame);
    entry.save();
    return entry.outcome();
  }
}
