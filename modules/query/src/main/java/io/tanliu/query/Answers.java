// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tanliu.access.AccessException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers and problems (RFC 9457), and times every request. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final String RETRY_SECONDS = "1";
  private static final String JSON = "application/json; charset=utf-8";
  private static final String WHOLE = Source.class.getName();

  private final MeterRegistry metrics;
  private final Supplier<Source> whole;

  /**
   * @param whole how far behind is what every instance keeps whole, on which each answer rests;
   *     throws a {@link Problem} while there is none
   */
  Answers(MeterRegistry metrics, Supplier<Source> whole) {
    this.metrics = metrics;
    this.whole = whole;
  }

  /** The body of a problem. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record ProblemJson(
      String type,
      String title,
      int status,
      String detail,
      String code,
      String field,
      String value,
      String expected) {}

  /** The handler, timed and with its problems answered. */
  Handler of(String route, Handler handler) {
    return context -> {
      Timer.Sample sample = Timer.start(metrics);
      Sources.begin();
      context.attribute(WHOLE, whole);
      try {
        handler.handle(context);
      } catch (Problem problem) {
        write(context, problem);
      } catch (AccessException e) {
        // The gate answers it.
        throw e;
      } catch (RuntimeException e) {
        LOG.error("{} {} failed", context.method(), context.path(), e);
        write(
            context,
            new ProblemJson(
                "about:blank",
                title(500),
                500,
                "The request could not be answered; the server's log has the cause.",
                "INTERNAL",
                null,
                null,
                null));
      } finally {
        Sources.end();
        sample.stop(
            Timer.builder("tanliu.query.requests")
                .description("Requests to the query part")
                .tag("route", route)
                .tag("status", Integer.toString(context.statusCode()))
                .register(metrics));
      }
    };
  }

  /**
   * Answers a question with how current the answer is, or with 304 when the caller has it already;
   * what a change brought about is answered plainly.
   */
  static void json(Context context, Object body) {
    json(context, body, body);
  }

  /**
   * Answers with how current it is, or with 304 when the caller has it already.
   *
   * @param same what says whether it is still the same answer, where that is not all of the body
   */
  static void json(Context context, Object body, Object same) {
    if (!context.method().equals(HandlerType.GET)) {
      context.contentType(JSON);
      context.header("Cache-Control", "no-store");
      context.result(Json.bytes(body));
      return;
    }
    Supplier<Source> rest = context.attribute(WHOLE);
    Sources.read(rest == null ? Source.NOTHING : rest.get());
    byte[] freshness = Json.bytes(Sources.soFar().freshness());
    byte[] told = Json.bytes(body);
    if (Exported.wanted(context)) {
      Exported.write(context, Json.with(told, "freshness", freshness));
      return;
    }
    EntityTag tag = EntityTag.of(same == body ? told : Json.bytes(same), freshness);
    context.header("Cache-Control", "private, no-cache");
    context.header("Vary", "Authorization");
    context.header("ETag", tag.text());
    if (tag.in(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    context.contentType(JSON);
    context.result(Json.with(told, "freshness", freshness));
  }

  private static void write(Context context, Problem problem) {
    if (problem.status() == 503) {
      context.header("Retry-After", RETRY_SECONDS);
    }
    write(
        context,
        new ProblemJson(
            "about:blank",
            title(problem.status()),
            problem.status(),
            problem.getMessage(),
            problem.code(),
            problem.field(),
            problem.value(),
            problem.expected()));
  }

  private static void write(Context context, ProblemJson problem) {
    context.status(problem.status());
    context.contentType("application/problem+json; charset=utf-8");
    context.header("Cache-Control", "no-store");
    context.result(Json.text(problem));
  }

  private static String title(int status) {
    return HttpStatus.forStatus(status).getMessage();
  }
}
