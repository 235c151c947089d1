// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a frame did to a unit's ledger.
 *
 * @param accounts what became of its readings
 * @param outcomes what became of each, in the order of the frame
 * @param rejections the refused ones
 * @param edits what was changed by hand
 * @param changes flows by base bucket, to be added
 * @param reach event time up to which its readings reach; {@link Long#MIN_VALUE} when none does
 */
public record FrameOutcome(
    Accounts accounts,
    List<Outcome> outcomes,
    List<Rejection> rejections,
    List<Edited> edits,
    BucketChanges changes,
    long reach) {

  /** What became of a reading. */
  public enum Outcome {
    /** It is new. */
    ACCEPTED,
    /** It was known, or there was nothing to withdraw; no effect on any amount. */
    DUPLICATE,
    /** It took the place of another number, or took one away. */
    CORRECTED,
    /** It was refused. */
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

  /**
   * A change by hand.
   *
   * @param index its position in the frame
   * @param reading the reading that was entered, or whose point and time were withdrawn
   * @param before the number that was stored; empty when there was none
   * @param after the number that is stored now; empty after a withdrawal
   */
  public record Edited(
      int index, Reading reading, Optional<BigDecimal> before, Optional<BigDecimal> after) {}

  /** A frame of one reading that was refused. */
  public static FrameOutcome refused(Reading reading, ReadingError error) {
    return new FrameOutcome(
        new Accounts(0, 0, 0, 1, 0),
        List.of(Outcome.REJECTED),
        List.of(new Rejection(0, reading, error)),
        List.of(),
        new BucketChanges(),
        Long.MIN_VALUE);
  }
}
