// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tanliu.access.AccessException;
import io.tanliu.access.http.HttpGate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all requests with a body have in common: bounds, problems, counters, a sound end. */
final class BodyDoor {
  private static final Logger LOG = LoggerFactory.getLogger(BodyDoor.class);
  private static final long PATIENCE_MILLIS = 2_000;

  private final GatewaySettings settings;
  private final BodyReader bodies;
  private final GatewayMetrics metrics;
  private final BooleanSupplier ready;
  private final Semaphore places;
  private final Drain drain = new Drain();

  /**
   * @param ready true once requests can be judged
   */
  BodyDoor(
      GatewaySettings settings, BodyReader bodies, GatewayMetrics metrics, BooleanSupplier ready) {
    this.settings = settings;
    this.bodies = bodies;
    this.metrics = metrics;
    this.ready = ready;
    this.places = new Semaphore(settings.maxConcurrentRequests(), true);
  }

  /** Answers one kind of request. */
  @FunctionalInterface
  interface Work {
    Answer answer(Context ctx, InputStream body) throws IOException;
  }

  Handler handler(Work work) {
    return ctx -> handle(ctx, work);
  }

  private void handle(Context ctx, Work work) {
    RequestBody body = new RequestBody(ctx.req());
    Answer answer = answer(ctx, work, body);
    metrics.answered(answer.outcome());
    if (answer.status() < 400) {
      answer.send(ctx);
      return;
    }
    try {
      answer.send(ctx);
    } catch (UncheckedIOException e) {
      LOG.debug("The client left before its answer", e);
      return;
    }
    if (body.isComing()) {
      drain.run(body);
    }
  }

  private Answer answer(Context ctx, Work work, InputStream body) {
    boolean placed = false;
    try {
      checkLength(ctx);
      if (!ready.getAsBoolean()) {
        throw Problem.of(
            Problem.Code.UNAVAILABLE, "gateway", "reference data is being loaded", "a repeat soon");
      }
      placed = places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      if (!placed) {
        int limit = settings.maxConcurrentRequests();
        throw Problem.of(
            Problem.Code.BUSY, "gateway", "all places taken", "at most " + limit + " at once");
      }
      return work.answer(ctx, body);
    } catch (ProblemException e) {
      if (e.problem().code().name().startsWith("SEAL_")) {
        HttpGate.refused(ctx, e.problem().code().name());
      }
      return Answer.of(e.problem());
    } catch (AccessException e) {
      // The gate answers it.
      throw e;
    } catch (RecordTooLargeException e) {
      return Answer.of(
          Problem.of(
                  Problem.Code.TOO_LARGE,
                  "body",
                  String.valueOf(e.getMessage()),
                  "parts that each fit into one Kafka record, e.g. a unit with fewer points")
              .problem());
    } catch (KafkaException e) {
      LOG.warn("Not acknowledged: {}", e.getMessage());
      return Answer.of(unavailable(e).problem());
    } catch (IOException e) {
      LOG.debug("A body broke off", e);
      return Answer.of(
          Problem.of(Problem.Code.ABORTED, "body", String.valueOf(e.getMessage()), "the whole body")
              .problem());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.of(unavailable(e).problem());
    } catch (RuntimeException e) {
      LOG.error("A request failed: {} {}", ctx.method(), ctx.path(), e);
      return Answer.of(
          Problem.of(
                  Problem.Code.INTERNAL, "gateway", e.getClass().getSimpleName(), "no such failure")
              .problem());
    } finally {
      if (placed) {
        places.release();
      }
    }
  }

  private void checkLength(Context ctx) {
    long length = ctx.req().getContentLengthLong();
    if (length > settings.maxBodyBytes()) {
      throw bodies.tooLarge("Content-Length", Long.toString(length));
    }
  }

  private static ProblemException unavailable(Exception cause) {
    return Problem.of(
        Problem.Code.UNAVAILABLE,
        "kafka",
        String.valueOf(cause.getMessage()),
        "acknowledgement by the cluster; the same request with its Idempotency-Key may be sent"
            + " again without harm");
  }
}
