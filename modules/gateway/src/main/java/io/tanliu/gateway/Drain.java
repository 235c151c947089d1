// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Reads on, and throws away, what a sender still sends after it was answered. A connection that is
 * closed with unread bytes is reset, and most clients then lose the answer. Bounded in bytes, time
 * and number, so that it is no gift to an attacker.
 */
final class Drain {
  private static final long MAX_BYTES = 256L << 20;
  private static final long MAX_NANOS = 20_000_000_000L;

  private final Semaphore places = new Semaphore(4);

  /** Drains to the end or to a bound; a broken connection ends it too. */
  void run(InputStream body) {
    if (!places.tryAcquire()) {
      return;
    }
    try {
      long deadline = System.nanoTime() + MAX_NANOS;
      byte[] buffer = new byte[65_536];
      long left = MAX_BYTES;
      int n = 0;
      while (n >= 0 && left > 0 && System.nanoTime() < deadline) {
        n = body.read(buffer);
        left -= Math.max(n, 0);
      }
    } catch (IOException e) {
      // The sender has gone, or stopped at the answer: both are what this waits for.
    } finally {
      places.release();
    }
  }
}
