// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Does something at a constant rate until it is ended, whatever becomes of what it does: what could
 * not begin in time begins late, and is told when it should have begun, so that waiting counts.
 */
final class Pace implements AutoCloseable {
  private final Thread thread;
  private final double apart;
  private final Work work;
  private volatile boolean over;
  private volatile RuntimeException failure;

  /** What is done each time. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it.
     *
     * @param number from 0
     * @param due when it should begin, {@link System#nanoTime}
     */
    void begin(long number, long due);
  }

  /**
   * Starts at once.
   *
   * @param perSecond how often; 0 for never
   */
  Pace(String name, double perSecond, Work work) {
    this.apart = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.work = work;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    if (perSecond > 0) {
      thread.start();
    }
  }

  private void run() {
    long start = System.nanoTime();
    try {
      for (long number = 0; !over; number++) {
        long due = start + (long) (number * apart);
        for (long wait = due - System.nanoTime();
            wait > 0 && !over;
            wait = due - System.nanoTime()) {
          LockSupport.parkNanos(Math.min(wait, TimeUnit.MILLISECONDS.toNanos(100)));
        }
        if (!over) {
          work.begin(number, due);
        }
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** Ends it; a load that did not all begin would be a wrong measure. */
  @Override
  public void close() {
    over = true;
    await(thread);
    if (failure != null) {
      throw new IllegalStateException(thread.getName(), failure);
    }
  }

  /** Waits for a thread that is about to end, but not when nobody should wait any more. */
  static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
