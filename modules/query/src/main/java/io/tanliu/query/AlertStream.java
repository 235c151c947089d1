// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import io.tanliu.access.http.HttpGate;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Server-sent events: one connection per client, each with a thread of a bounded pool. */
final class AlertStream implements AutoCloseable {
  /** How soon a connection notices that the server is closing. */
  private static final long POLL_MILLIS = 500;

  /** How often a listener is asked for its key again, which may have been taken back. */
  private static final long ASK_NANOS = 2_000_000_000L;

  private final AlertFeed feed;
  private final ExecutorService threads;
  private final long heartbeatNanos;

  AlertStream(AlertFeed feed, int maxClients, Duration heartbeat) {
    this.feed = feed;
    heartbeatNanos = heartbeat.toNanos();
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            0,
            // A thread may still be on its way out when its place is taken.
            2 * maxClients,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "tanliu-alert-stream-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  void handle(Context context) throws IOException {
    FeedClient client =
        feed.subscribe(Optional.ofNullable(context.header("Last-Event-ID")))
            .orElseThrow(() -> Problem.unavailable("TOO_MANY_CLIENTS", "the alert stream is full"));
    HttpServletResponse response = context.res();
    response.setStatus(200);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    response.flushBuffer();
    context.async(
        config -> {
          config.executor = threads;
          config.timeout = 0;
        },
        () -> send(client, response, context));
  }

  private static boolean visible(Context context, FeedMessage message) {
    return message.entity().isEmpty() || HttpGate.sees(context, message.entity());
  }

  private void send(FeedClient client, HttpServletResponse response, Context context)
      throws InterruptedException {
    try {
      ServletOutputStream out = response.getOutputStream();
      long lastSent = System.nanoTime();
      long lastAsked = lastSent;
      while (!client.closed()) {
        Optional<FeedMessage> next = client.next(POLL_MILLIS);
        if (System.nanoTime() - lastAsked > ASK_NANOS) {
          if (!HttpGate.stillCalls(context)) {
            break;
          }
          lastAsked = System.nanoTime();
        }
        if (next.isPresent()) {
          if (!visible(context, next.get())) {
            continue;
          }
          out.write(next.get().text().getBytes(StandardCharsets.UTF_8));
        } else if (System.nanoTime() - lastSent > heartbeatNanos) {
          out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
        } else {
          continue;
        }
        out.flush();
        lastSent = System.nanoTime();
      }
    } catch (IOException e) {
      // The client has gone; that is how these connections end.
    } finally {
      feed.leave(client);
    }
  }

  @Override
  public void close() {
    feed.close();
    threads.shutdown();
  }
}
