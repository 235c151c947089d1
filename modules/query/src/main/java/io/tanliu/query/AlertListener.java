// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import io.tanliu.access.http.HttpGate;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One connection of the stream of alerts. What waits is written as far as the connection takes it,
 * and nobody waits for it: the server calls when it takes more.
 */
final class AlertListener implements WriteListener, AsyncListener {
  private final FeedClient client;
  private final Context context;
  private final ServletOutputStream out;
  private final Predicate<String> sees;
  private final Consumer<AlertListener> left;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile AsyncContext request;
  private boolean begun;
  private boolean unflushed;
  private volatile byte[] sign;
  private volatile long lastSent = System.nanoTime();

  /**
   * @param left is run once, when the connection has ended or is about to
   */
  AlertListener(
      FeedClient client, Context context, ServletOutputStream out, Consumer<AlertListener> left) {
    this.client = client;
    this.context = context;
    this.out = out;
    this.sees = HttpGate.seeing(context);
    this.left = left;
  }

  /** Begins to write, once the request has been put aside. */
  void begin() {
    request = context.req().getAsyncContext();
    request.addListener(this);
    out.setWriteListener(this);
  }

  /** Ends it at the next occasion. */
  void close() {
    client.close();
  }

  boolean closed() {
    return client.closed();
  }

  /** When something was last written, {@link System#nanoTime}. */
  long lastSent() {
    return lastSent;
  }

  /** Whether who listens may still do so. */
  boolean stillCalls() {
    return HttpGate.stillCalls(context);
  }

  /** Writes a sign of life before anything else. */
  void sign(byte[] comment) {
    sign = comment;
    write();
  }

  @Override
  public void onWritePossible() {
    synchronized (this) {
      begun = true;
    }
    write();
  }

  /** The client has gone; that is how these connections end. */
  @Override
  public void onError(Throwable failure) {
    client.close();
    end();
  }

  @Override
  public void onError(AsyncEvent event) {
    onError(event.getThrowable());
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    onError(event.getThrowable());
  }

  @Override
  public void onComplete(AsyncEvent event) {
    client.close();
    if (over.compareAndSet(false, true)) {
      left.accept(this);
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // It has been put aside once, and is not again.
  }

  /** Writes what can be written; returns at once. */
  void write() {
    try {
      drain();
    } catch (IOException | IllegalStateException e) {
      client.close();
    }
    if (client.closed()) {
      end();
    }
  }

  private void end() {
    if (over.compareAndSet(false, true)) {
      left.accept(this);
      try {
        request.complete();
      } catch (IllegalStateException e) {
        // The server has ended it already.
      }
    }
  }

  /** Asking whether it takes more is also what makes the server call back. */
  private synchronized void drain() throws IOException {
    while (begun && !client.closed() && out.isReady()) {
      byte[] next = next();
      if (next != null) {
        out.write(next);
        unflushed = true;
      } else if (unflushed) {
        unflushed = false;
        out.flush();
        lastSent = System.nanoTime();
      } else {
        return;
      }
    }
  }

  private byte[] next() {
    byte[] comment = sign;
    if (comment != null) {
      sign = null;
      return comment;
    }
    for (Optional<FeedMessage> next = client.next(); next.isPresent(); next = client.next()) {
      String entity = next.get().entity();
      if (entity.isEmpty() || sees.test(entity)) {
        return next.get().bytes();
      }
    }
    return null;
  }
}
