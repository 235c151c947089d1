// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events. One thread writes to all clients and waits for none of them; another looks
 * after silent ones, and asks again for keys, which may have been taken back.
 */
final class AlertStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertStream.class);
  private static final byte[] SIGN = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

  /** How often silent clients are looked after. */
  private static final long LOOK_MILLIS = 200;

  /** How often all are asked for their keys. */
  private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final AlertFeed feed;
  private final long heartbeatNanos;
  private final Set<AlertListener> listeners = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final ScheduledExecutorService writer = thread("tanliu-alert-stream");
  private final ScheduledExecutorService keeper = thread("tanliu-alert-stream-keeper");
  private long lastAsked = System.nanoTime();

  AlertStream(AlertFeed feed, Duration heartbeat) {
    this.feed = feed;
    heartbeatNanos = heartbeat.toNanos();
    feed.tells(this::wake);
    var ignored =
        keeper.scheduleWithFixedDelay(this::keep, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  void handle(Context context) throws IOException {
    HttpServletResponse response = context.res();
    ServletOutputStream out = response.getOutputStream();
    FeedClient client =
        feed.subscribe(Optional.ofNullable(context.header("Last-Event-ID")))
            .orElseThrow(() -> Problem.unavailable("TOO_MANY_CLIENTS", "the alert stream is full"));
    response.setStatus(200);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    context.future(
        () -> {
          AlertListener listener =
              new AlertListener(client, context, out, left -> leave(left, client));
          listeners.add(listener);
          listener.begin();
          // Nothing is to be done with the request once it has ended.
          return new CompletableFuture<>();
        });
  }

  private void leave(AlertListener listener, FeedClient client) {
    listeners.remove(listener);
    feed.leave(client);
  }

  /** However many changes come while it writes, one more round tells them all. */
  private void wake() {
    if (!woken.compareAndSet(false, true)) {
      return;
    }
    try {
      writer.execute(
          () -> {
            woken.set(false);
            listeners.forEach(AlertStream::write);
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("News after the end of the stream", e);
    }
  }

  private static void write(AlertListener listener) {
    try {
      listener.write();
    } catch (RuntimeException e) {
      LOG.warn("A client of the alert stream is cut", e);
      listener.onError(e);
    }
  }

  private void keep() {
    long now = System.nanoTime();
    boolean ask = now - lastAsked > ASK_NANOS;
    if (ask) {
      lastAsked = now;
    }
    for (AlertListener listener : listeners) {
      try {
        if (ask && !listener.stillCalls()) {
          listener.close();
        }
        if (now - listener.lastSent() > heartbeatNanos) {
          listener.sign(SIGN);
        } else if (listener.closed()) {
          listener.write();
        }
      } catch (RuntimeException e) {
        LOG.warn("A client of the alert stream is cut", e);
        listener.onError(e);
      }
    }
  }

  @Override
  public void close() {
    feed.close();
    keeper.shutdown();
    writer.shutdown();
  }
}
