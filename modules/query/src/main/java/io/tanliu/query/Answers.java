// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tanliu.access.AccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers and problems (RFC 9457), and times every request. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final String RETRY_SECONDS = "1";

  private final MeterRegistry metrics;

  Answers(MeterRegistry metrics) {
    this.metrics = metrics;
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
        sample.stop(
            Timer.builder("tanliu.query.requests")
                .description("Requests to the query part")
                .tag("route", route)
                .tag("status", Integer.toString(context.statusCode()))
                .register(metrics));
      }
    };
  }

  static void json(Context context, Object body) {
    context.contentType("application/json; charset=utf-8");
    context.header("Cache-Control", "no-store");
    context.result(Json.text(body));
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
