// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.reading.ReadingFrame;
import java.time.Duration;

/**
 * Takes frames of readings into a unit's ledger: new, repeated, corrected, late and out of order,
 * over the correction horizon of each point.
 *
 * <p>The horizon counts from the newest reading of the point itself, not of the unit: a point whose
 * history is loaded after that of another is not late.
 */
public final class FrameLedger {
  private final long horizon;

  /**
   * @param horizon how far behind a point's newest reading a late or corrected one may be
   */
  public FrameLedger(Duration horizon) {
    this.horizon = horizon.toMillis();
  }

  /** Applies a frame: updates the book and the rows and returns what changes in the buckets. */
  public FrameOutcome apply(
      UnitMeters meters, UnitBook book, ReadingRows stored, ReadingFrame frame) {
    FrameEntry entry = new FrameEntry(meters, book, new WorkingRows(stored), frame, horizon);
    for (int i = 0; i < frame.readings().size(); i++) {
      entry.take(i, frame.readings().get(i));
    }
    return entry.close();
  }
}
