// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import io.tanliu.app.http.HttpMetrics.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Waits for a body, or its first part, before a thread and one of the few places in the gateway are
 * given to it. So senders that trickle cost a connection and what they have sent, and nobody else's
 * place. A sender that waits for {@code 100 Continue} is not waited for: the refusal that it hopes
 * for must come before its body.
 *
 * <p>What has come is copied, because a piece of one byte would keep a whole buffer of the server.
 */
final class BodyFirst extends Handler.Wrapper {
  /** Most of one body; with this the usual requests are complete. */
  static final int MOST = 256 << 10;

  /** Of all bodies that are waited for; when it is used up, requests go on as they come. */
  private static final long ALL = 64L << 20;

  private final HttpSettings settings;
  private final HttpMetrics metrics;
  private final AtomicLong used = new AtomicLong();

  BodyFirst(HttpSettings settings, HttpMetrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    boolean body =
        request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    if (!body || request.getHeaders().contains(HttpHeader.EXPECT)) {
      return super.handle(request, response, callback);
    }
    new Waiting(request, response, callback).begin();
    return true;
  }

  private boolean pass(Request request, Response response, Callback callback) throws Exception {
    return super.handle(request, response, callback);
  }

  /** One body that is waited for. */
  private final class Waiting {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ByteArrayOutputStream come = new ByteArrayOutputStream();
    private final AtomicBoolean over = new AtomicBoolean();
    private Content.Chunk end;
    private volatile Scheduler.Task timeout;

    Waiting(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    void begin() {
      if (read()) {
        go();
        return;
      }
      timeout =
          request
              .getComponents()
              .getScheduler()
              .schedule(this::late, settings.bodyTime().toMillis(), TimeUnit.MILLISECONDS);
      request.demand(this::more);
    }

    private void more() {
      if (over.get()) {
        return;
      }
      if (read()) {
        request.getContext().execute(this::go);
      } else {
        request.demand(this::more);
      }
    }

    /** Takes what is there; true when there is enough to go on with. */
    private boolean read() {
      while (true) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          return false;
        }
        if (Content.Chunk.isFailure(chunk)) {
          end = chunk;
          return true;
        }
        int length = chunk.remaining();
        byte[] bytes = new byte[length];
        chunk.get(bytes, 0, length);
        chunk.release();
        come.writeBytes(bytes);
        long all = used.addAndGet(length);
        if (chunk.isLast()) {
          end = Content.Chunk.EOF;
          return true;
        }
        if (come.size() >= MOST || all > ALL) {
          return true;
        }
      }
    }

    private void go() {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      stopWaiting();
      int size = come.size();
      if (end != null && end.getFailure() instanceof HttpException) {
        used.addAndGet(-size);
        Response.writeError(request, response, callback, end.getFailure());
        return;
      }
      Request known = new Known(request, come.toByteArray(), end);
      Callback then = Callback.from(() -> used.addAndGet(-size), callback);
      try {
        if (!pass(known, response, then)) {
          Response.writeError(known, response, then, HttpStatus.NOT_FOUND_404);
        }
      } catch (Throwable failure) {
        Response.writeError(known, response, then, failure);
      }
    }

    private void late() {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      used.addAndGet(-come.size());
      metrics.refused(Reason.SLOW_BODY);
      new ServerProblem(
              HttpStatus.REQUEST_TIMEOUT_408,
              "The body came too slowly",
              "body-timeout",
              "body",
              "not complete after " + settings.bodyTime().toMillis() + " ms",
              "a body that comes without long pauses",
              0)
          .send(response, callback);
    }

    private void stopWaiting() {
      Scheduler.Task task = timeout;
      if (task != null) {
        task.cancel();
      }
    }
  }

  /** A request whose body, or its first part, is here. */
  private static final class Known extends Request.Wrapper {
    private final Content.Chunk end;
    private ByteBuffer first;

    Known(Request request, byte[] first, Content.Chunk end) {
      super(request);
      this.first = first.length == 0 ? null : ByteBuffer.wrap(first);
      this.end = end;
    }

    @Override
    public Content.Chunk read() {
      ByteBuffer here = first;
      if (here != null) {
        first = null;
        return Content.Chunk.from(here, end == Content.Chunk.EOF);
      }
      return end != null ? end : super.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
      if (first != null || end != null) {
        demandCallback.run();
      } else {
        super.demand(demandCallback);
      }
    }
  }
}
