// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import java.util.function.LongSupplier;

/**
 * How much is looked at in one tick. What comes goes first: while frames come, looking takes a
 * small share of the time and leaves the rest to them; when nothing comes, the number of readings
 * bounds it alone.
 */
final class LookBudget {
  /** Readings that are looked at in one tick, some milliseconds of work. */
  static final long MOST_READ = 100_000;

  /** Those that are looked at when more than so many come in a tick. */
  static final long LEAST_READ = 20_000;

  /** Time for looking in a tick in which something came, nanoseconds: a tenth of a second. */
  static final long BUSY_NANOS = 100_000_000;

  private final LongSupplier nanos;
  private long readings;
  private boolean busy;
  private long began;

  /**
   * @param nanos a clock that only runs forward
   */
  LookBudget(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Forgets what was used. */
  void clear() {
    readings = 0;
  }

  /**
   * A tick begins. What the last one used beyond its budget is missing in this one.
   *
   * @param taken readings that came since the last tick
   */
  void begin(long taken) {
    readings = Math.min(0, readings) + (taken > LEAST_READ ? LEAST_READ : MOST_READ);
    busy = taken > 0;
    began = nanos.getAsLong();
  }

  /** So many readings have been looked at. */
  void spend(long read) {
    readings -= read;
  }

  /** True while there is more to spend. */
  boolean left() {
    return readings > 0 && !(busy && nanos.getAsLong() - began >= BUSY_NANOS);
  }
}
