// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints at intervals what the ledger has done in them, counted by the ledger itself. */
final class Progress implements AutoCloseable {
  private final MeterRegistry meters;
  private final Duration every;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "benchmark-progress");
            thread.setDaemon(true);
            return thread;
          });
  private Stretch running;

  Progress(MeterRegistry meters, Duration every) {
    this.meters = meters;
    this.every = every;
  }

  void start() {
    running = Stretch.begin("  from 0 s", 0);
    long began = running.nanos();
    var ignored =
        clock.scheduleAtFixedRate(
            () -> {
              long readings = readings();
              running.end(readings);
              long second = Math.round((System.nanoTime() - began) / 1e9);
              running = Stretch.begin("  from " + second + " s", readings);
            },
            every.toSeconds(),
            every.toSeconds(),
            TimeUnit.SECONDS);
  }

  /** Readings that the ledger has taken. */
  long readings() {
    return count(meters.find("tanliu.streams.readings.received").counter());
  }

  /** Those of them that were new. */
  long accepted() {
    return count(meters.find("tanliu.streams.readings").tag("outcome", "accepted").counter());
  }

  private static long count(Counter counter) {
    return counter == null ? 0 : (long) counter.count();
  }

  void stop() {
    clock.shutdownNow();
  }

  @Override
  public void close() {
    stop();
  }
}
