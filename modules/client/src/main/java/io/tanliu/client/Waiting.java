// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time, as one knows it who waits between tries. */
interface Waiting {
  /** The clock of the machine. */
  Waiting REAL =
      new Waiting() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
      };

  /** Nanoseconds since some moment. */
  long nanos();

  /**
   * Returns when the time is over.
   *
   * @throws InterruptedException at once when the thread is interrupted
   */
  void pause(Duration time) throws InterruptedException;
}
