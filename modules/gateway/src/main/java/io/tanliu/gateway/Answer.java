// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What is answered to one request.
 *
 * @param status HTTP status
 * @param contentType type of the body
 * @param body JSON text
 * @param headers further headers
 * @param outcome tag of the request counter
 */
record Answer(
    int status, String contentType, String body, Map<String, String> headers, String outcome) {
  static final String IDEMPOTENT_REPLAY = "Idempotent-Replay";
  static final String RETRY_AFTER = "Retry-After";

  private static final ObjectMapper JSON = new ObjectMapper();

  static Answer json(int status, String body, String outcome) {
    return new Answer(status, "application/json", body, Map.of(), outcome);
  }

  static Answer json(int status, Map<String, ?> body, String outcome) {
    return json(status, text(body), outcome);
  }

  static Answer replay(int status, String body) {
    return new Answer(
        status, "application/json", body, Map.of(IDEMPOTENT_REPLAY, "true"), "replayed");
  }

  static Answer of(Problem problem) {
    Map<String, String> headers = new HashMap<>();
    if (problem.retryAfter() > 0) {
      headers.put(RETRY_AFTER, Integer.toString(problem.retryAfter()));
    }
    return new Answer(
        problem.code().status(),
        "application/problem+json",
        text(problem.body()),
        headers,
        problem.code().outcome());
  }

  /** Sends the answer, complete, so that it is out even if the request's body is not yet in. */
  void send(Context ctx) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try {
      var response = ctx.res();
      response.setStatus(status);
      response.setContentType(contentType);
      headers.forEach(response::setHeader);
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
      response.flushBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException("the client is gone", e);
    }
  }

  private static String text(Map<String, ?> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are always JSON", e);
    }
  }
}
