// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Readings at a steady rate through the gateway: each unit pushes one reading of each of its points
 * in turn, a minute of event time at a time. What the gateway cannot take is left out, not heaped
 * up.
 */
final class HttpLoad {
  private static final int AT_ONCE = 64;
  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;

  private final DemoProcess demo;
  private final int units;
  private final int points;
  private final int perSecond;
  private final long from = System.currentTimeMillis() / DAY * DAY - DAY;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(HttpLoad::daemon);
  private final Semaphore under = new Semaphore(AT_ONCE);
  private final AtomicLong accepted = new AtomicLong();
  private long pushes;
  private ScheduledFuture<?> beat;
  private CompletableFuture<?> newest = CompletableFuture.completedFuture(null);

  /**
   * @param perSecond readings in a second
   */
  HttpLoad(DemoProcess demo, int units, int points, int perSecond) {
    this.demo = demo;
    this.units = units;
    this.points = points;
    this.perSecond = perSecond;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "http-load");
    thread.setDaemon(true);
    return thread;
  }

  void register() throws Exception {
    StringBuilder json = new StringBuilder("{\"units\":[");
    for (int u = 0; u < units; u++) {
      json.append(u == 0 ? "" : ",")
          .append("{\"id\":\"LOAD-%d\",\"region\":\"3601%02d\"".formatted(u, u % 2 + 2))
          .append(",\"industry\":\"3120\",\"points\":[");
      for (int p = 0; p < points; p++) {
        json.append(p == 0 ? "" : ",")
            .append("{\"id\":\"P%d\",\"energy\":\"electricity\"".formatted(p))
            .append(",\"measure\":\"INTERVAL\",\"unit\":\"kWh\",\"interval\":\"1m\"}");
      }
      json.append("]}");
    }
    demo.register(json.append("]}").toString());
  }

  void start() {
    long apart = TimeUnit.SECONDS.toNanos(1) * points / perSecond;
    beat = clock.scheduleAtFixedRate(this::push, 0, apart, TimeUnit.NANOSECONDS);
  }

  private void push() {
    if (!under.tryAcquire()) {
      return;
    }
    long unit = pushes % units;
    long minute = from + pushes / units * MINUTE;
    pushes++;
    StringBuilder csv = new StringBuilder("point,time,value\n");
    for (int p = 0; p < points; p++) {
      csv.append('P').append(p).append(',').append(minute).append(',');
      csv.append((pushes * 31 + 7L * p) % 1000).append(".25\n");
    }
    newest =
        demo.pushing("LOAD-" + unit, csv.toString())
            .whenComplete((answer, failure) -> answered(answer));
  }

  private void answered(HttpResponse<String> answer) {
    under.release();
    if (answer != null && answer.statusCode() / 100 == 2) {
      accepted.addAndGet(points);
    }
  }

  /** Readings that have been answered well. */
  long accepted() {
    return accepted.get();
  }

  void stop() {
    beat.cancel(false);
    clock.shutdown();
    newest.join();
  }
}
