// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

/**
 * Settled readings of a point that follow one another without a hole. The two ends stay stored, as
 * neighbours of what comes before and after; what lies between has its place in the books and is
 * forgotten.
 *
 * @param first time of the oldest reading, epoch milliseconds
 * @param last time of the newest reading, epoch milliseconds
 * @param firstBackfilled true when the oldest was loaded as history
 * @param lastBackfilled true when the newest was loaded as history
 */
public record Stretch(long first, long last, boolean firstBackfilled, boolean lastBackfilled) {

  /** A single reading. */
  static Stretch of(Sample reading) {
    return new Stretch(reading.time(), reading.time(), reading.backfilled(), reading.backfilled());
  }

  /** The two as one. */
  Stretch joined(Stretch next) {
    return new Stretch(first, next.last, firstBackfilled, next.lastBackfilled);
  }
}
