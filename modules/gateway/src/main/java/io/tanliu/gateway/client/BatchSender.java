// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** Sends one batch until it is acknowledged, refused, or patience is at its end. */
final class BatchSender {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<Integer> TRANSIENT = Set.of(408, 409, 429, 502, 503, 504);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final PushOptions options;
  private final PushListener listener;
  private final URI target;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  BatchSender(PushOptions options, PushListener listener) {
    this.options = options;
    this.listener = listener;
    String base = options.url().toString().replaceAll("/+$", "");
    String unit = URLEncoder.encode(options.unit(), StandardCharsets.UTF_8).replace("+", "%20");
    this.target = URI.create(base + "/api/v1/units/" + unit + "/readings");
  }

  /**
   * What the gateway answered.
   *
   * @param receipt the receipt
   * @param replay true when it had taken the batch before
   */
  record Acknowledged(JsonNode receipt, boolean replay) {}

  Acknowledged send(Batch batch, String key) throws PushException, InterruptedException {
    long start = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    while (true) {
      String failure;
      Duration wished = Duration.ZERO;
      try {
        HttpResponse<String> answer =
            http.send(
                request(batch, key), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (!TRANSIENT.contains(answer.statusCode())) {
          return acknowledged(answer);
        }
        failure = summary(answer);
        wished = Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(0));
      } catch (IOException e) {
        failure = target.getAuthority() + " does not answer: " + e;
      }
      Duration wait = pause.compareTo(wished) > 0 ? pause : wished;
      if (System.nanoTime() - start + wait.toNanos() > options.patience().toNanos()) {
        throw outOfPatience(batch, failure);
      }
      listener.note("rows " + batch.range() + " are tried again: " + failure);
      Thread.sleep(wait.toMillis());
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
  }

  private PushException outOfPatience(Batch batch, String failure) {
    return new PushException(
        "rows "
            + batch.range()
            + " were not acknowledged within "
            + options.patience().toSeconds()
            + " s: "
            + failure
            + "; the same command goes on from there");
  }

  private HttpRequest request(Batch batch, String key) {
    return HttpRequest.newBuilder(target)
        .timeout(Duration.ofSeconds(60))
        .header("Content-Type", "text/csv; charset=utf-8")
        .header("Content-Encoding", "gzip")
        .header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofByteArray(batch.body()))
        .build();
  }

  private static Acknowledged acknowledged(HttpResponse<String> answer) throws PushException {
    try {
      JsonNode receipt = JSON.readTree(answer.body());
      if (receipt.has("frame") && receipt.has("accepted")) {
        boolean replay = answer.headers().firstValue("Idempotent-Replay").isPresent();
        return new Acknowledged(receipt, replay);
      }
    } catch (JsonProcessingException e) {
      throw new PushException("no answer of a gateway: " + summary(answer), e);
    }
    throw new PushException(summary(answer));
  }

  private static String summary(HttpResponse<String> answer) {
    String body = answer.body();
    try {
      JsonNode problem = JSON.readTree(body);
      if (problem.has("detail")) {
        return answer.statusCode()
            + " "
            + problem.path("code").asText()
            + ", "
            + problem.get("detail").asText();
      }
    } catch (JsonProcessingException e) {
      // Not the gateway's own: shown as it is.
    }
    return answer.statusCode() + " " + body.substring(0, Math.min(body.length(), 200));
  }
}
