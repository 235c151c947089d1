// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError;
import java.util.List;

/**
 * What a frame did to a unit's ledger.
 *
 * @param accounts what became of its readings
 * @param rejections the refused ones
 * @param changes flows by base bucket, to be added
 * @param reach event time up to which its readings reach; {@link Long#MIN_VALUE} when none does
 */
public record FrameOutcome(
    Accounts accounts,
    List<Rejection> rejections,
    BucketChanges changes,
    long reach,
    List<Outcome> outcomes) {

  /** What became of a reading. */
  public enum Outcome {
    ACCEPTED,
    DUPLICATE,
    CORRECTED,
    REJECTED
  }

  /**
   * A refused reading.
   *
   * @param index its position in the frame
   * @param reading the reading
   * @param error why
   */
  public record Rejection(int index, Reading reading, ReadingError error) {}
}
