// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

/** What came for one local day of a unit. */
public final class DayArrivals {
  private final Tally tally;
  private final DelayHistogram delays;
  private long lastReading;

  /** Nothing yet. */
  public DayArrivals() {
    this(new Tally(), new DelayHistogram(), Long.MIN_VALUE);
  }

  /** For the codec. */
  public DayArrivals(Tally tally, DelayHistogram delays, long lastReading) {
    this.tally = tally;
    this.delays = delays;
    this.lastReading = lastReading;
  }

  /** What became of the readings; its asOf is when the newest was received. */
  public Tally tally() {
    return tally;
  }

  /** How long the readings took that were not refused. */
  public DelayHistogram delays() {
    return delays;
  }

  /** A reading of that time was taken. */
  public void reached(long time) {
    lastReading = Math.max(lastReading, time);
  }

  /** Newest time of a reading that was taken; {@link Long#MIN_VALUE} when none was. */
  public long lastReading() {
    return lastReading;
  }
}
