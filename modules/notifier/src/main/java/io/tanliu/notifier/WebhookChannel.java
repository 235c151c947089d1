// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.tanliu.domain.notice.Receiver;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Posts notices. A status of 2xx is taken for having it; 408, 429, 5xx and no answer are tried
 * again; every other is final. Redirects are not followed: the body is for the address that was
 * registered. What the receiver answers beyond its status is not read.
 */
final class WebhookChannel implements Channel {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Secrets secrets;
  private final Duration timeout;
  private final Clock clock;
  private final HttpClient http;

  WebhookChannel(NotifierSettings settings, Secrets secrets, Clock clock) {
    this.secrets = secrets;
    this.timeout = settings.timeout();
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public Outcome send(Receiver receiver, Letter letter) throws InterruptedException {
    String secret = receiver.secret().orElse("");
    Optional<byte[]> key = secrets.key(secret);
    if (key.isEmpty()) {
      // Somebody will put it there; what is due must not be lost for it.
      return new Outcome.Later("the notifier has no secret '" + secret + "'");
    }
    HttpRequest request;
    try {
      request = request(receiver, letter, key.get());
    } catch (IllegalArgumentException e) {
      return new Outcome.Refused("the address cannot be used");
    }
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      response.body().close();
      return outcome(response);
    } catch (IOException e) {
      return new Outcome.Later(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private HttpRequest request(Receiver receiver, Letter letter, byte[] key) {
    byte[] body = WebhookBody.of(receiver, letter);
    String id = letter.headerKey();
    long seconds = clock.instant().getEpochSecond();
    return HttpRequest.newBuilder(URI.create(receiver.address()))
        .timeout(timeout)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("User-Agent", "Tanliu-Notifier")
        .header("Idempotency-Key", id)
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(seconds))
        .header("webhook-signature", Signature.of(key, id, seconds, body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private Outcome outcome(HttpResponse<?> response) {
    int status = response.statusCode();
    String answer = "HTTP " + status;
    if (status / 100 == 2) {
      return new Outcome.Sent(answer);
    }
    if (status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS) {
      return new Outcome.Later(
          answer, response.headers().firstValue("Retry-After").flatMap(this::after));
    }
    return new Outcome.Refused(answer);
  }

  /** Seconds, or a date of RFC 9110. */
  private Optional<Duration> after(String text) {
    String value = text.strip();
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      ZonedDateTime at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), at.toInstant());
      return wait.isNegative() ? Optional.empty() : Optional.of(wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
