// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Sends requests until they are acknowledged, refused, or patience is at its end. */
public final class GatewayClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<Integer> TRANSIENT = Set.of(408, 409, 429, 502, 503, 504);

  /** The gateway does not let this caller or this unit in; the readings may be right. */
  private static final Set<Integer> CALLER = Set.of(401, 403, 404);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Connection connection;
  private final Duration patience;
  private final Consumer<String> notes;
  private final Waiting waiting;
  private final HttpClient http;

  /**
   * @param connection the gateway
   * @param patience how long one request is tried again while the gateway does not take it
   * @param notes told what is tried again, and why
   */
  public GatewayClient(Connection connection, Duration patience, Consumer<String> notes) {
    this(connection, patience, notes, Waiting.REAL);
  }

  /** The same with a time of one's own. */
  GatewayClient(Connection connection, Duration patience, Consumer<String> notes, Waiting waiting) {
    this.connection = connection;
    this.http = connection.http();
    this.patience = patience;
    this.notes = notes;
    this.waiting = waiting;
  }

  /**
   * What the gateway answered.
   *
   * @param receipt the receipt
   * @param replay true when it had taken the request before
   * @param date the gateway's clock when it answered, to the second
   */
  public record Acknowledged(JsonNode receipt, boolean replay, Optional<Instant> date) {}

  /**
   * Sends one request.
   *
   * @throws PushException when it is refused as a whole, or not answered in time
   * @throws InterruptedException when the thread is interrupted, also while it waits
   */
  public Acknowledged send(Delivery delivery) throws PushException, InterruptedException {
    HttpRequest request = request(delivery);
    long start = waiting.nanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      String failure;
      int status = 0;
      Duration wished = Duration.ZERO;
      try {
        HttpResponse<String> answer =
            http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (!TRANSIENT.contains(answer.statusCode()) || ofSeal(answer)) {
          return acknowledged(answer);
        }
        failure = summary(answer);
        status = answer.statusCode();
        wished = Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(0));
      } catch (IOException e) {
        failure = connection.url().getAuthority() + " does not answer: " + e;
      }
      Duration wait = pause.compareTo(wished) > 0 ? pause : wished;
      if (waiting.nanos() - start + wait.toNanos() > patience.toNanos()) {
        throw outOfPatience(delivery, failure, status);
      }
      notes.accept(delivery.label() + " are tried again: " + failure);
      waiting.pause(wait);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  /** A seal that is out of its place stays so, however often it is sent. */
  private static boolean ofSeal(HttpResponse<String> answer) {
    return answer.statusCode() == 409 && answer.body().contains("\"code\":\"SEAL_");
  }

  private PushException outOfPatience(Delivery delivery, String failure, int status) {
    return new PushException(
        delivery.label()
            + " were not acknowledged within "
            + patience.toSeconds()
            + " s: "
            + failure
            + "; the same command goes on from there",
        true,
        status);
  }

  private HttpRequest request(Delivery delivery) {
    String base = connection.url().toString().replaceAll("/+$", "");
    String unit = URLEncoder.encode(delivery.unit(), StandardCharsets.UTF_8).replace("+", "%20");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(base + "/api/v1/units/" + unit + "/" + delivery.kind().path()))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", delivery.contentType())
            .header("Idempotency-Key", delivery.key())
            .POST(delivery.body());
    delivery.headers().forEach(request::header);
    connection.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    return delivery.gzip() ? request.header("Content-Encoding", "gzip").build() : request.build();
  }

  private static Acknowledged acknowledged(HttpResponse<String> answer) throws PushException {
    try {
      JsonNode receipt = JSON.readTree(answer.body());
      if (receipt.has("frame") && receipt.has("accepted")) {
        boolean replay = answer.headers().firstValue("Idempotent-Replay").isPresent();
        return new Acknowledged(receipt, replay, date(answer));
      }
    } catch (JsonProcessingException e) {
      throw new PushException("no answer of a gateway: " + summary(answer), e);
    }
    throw new PushException(
        summary(answer), CALLER.contains(answer.statusCode()), answer.statusCode());
  }

  private static Optional<Instant> date(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Date")
        .flatMap(
            text -> {
              try {
                return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            });
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
