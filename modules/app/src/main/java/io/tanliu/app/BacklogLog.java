// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Shows how far the ledger is behind the gateway, while it is. */
final class BacklogLog implements AutoCloseable {
  private static final int EVERY_SECONDS = 10;

  /** Less than this is the ordinary distance of two parts that both run. */
  private static final long ORDINARY = 5_000;

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "tanliu-backlog");
            thread.setDaemon(true);
            return thread;
          });
  private final LongSupplier accepted;
  private final LongSupplier taken;
  private final PrintWriter out;
  private boolean behind;

  BacklogLog(LongSupplier accepted, LongSupplier taken, PrintWriter out) {
    this.accepted = accepted;
    this.taken = taken;
    this.out = out;
  }

  BacklogLog start() {
    ScheduledFuture<?> unused =
        executor.scheduleAtFixedRate(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  private void look() {
    long done = taken.getAsLong();
    long all = accepted.getAsLong();
    boolean now = all - done > ORDINARY;
    if (now) {
      out.printf("ledger: %d of %d readings (%d %%)%n", done, all, 100 * done / all);
    } else if (behind) {
      out.println("ledger: has caught up; sums of regions, lamps and alerts follow");
    }
    behind = now;
    out.flush();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
