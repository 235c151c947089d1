// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.RegisterDocument;
import io.tanliu.reference.register.RegisterWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Speaks the gateway's protocols and repeats what may be repeated until it is answered. */
final class GatewayClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final long FIRST_WAIT = 200;
  private static final long LONGEST_WAIT = 10_000;
  private static final int SHOWN = 300;

  private final URI url;
  private final CountDownLatch closed;
  private final Consumer<String> waiting;
  private final HttpClient http;

  /**
   * @param closed counted down when waiting for the gateway is over
   * @param waiting told why a request will be repeated
   */
  GatewayClient(URI url, CountDownLatch closed, Consumer<String> waiting) {
    this.url = url;
    this.closed = closed;
    this.waiting = waiting;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
  }

  /** Registers units and targets. */
  void register(RegisterDocument document, Seeds seeds) throws InterruptedException {
    HttpRequest request =
        request("/api/v1/reference?file=simulator", "application/json")
            .POST(BodyPublishers.ofByteArray(Body.gzip(RegisterWriter.toJson(document, seeds))))
            .build();
    HttpResponse<String> answer = answer(request);
    if (answer.statusCode() != 200) {
      throw refused(request, answer);
    }
  }

  /**
   * Sends readings of one unit.
   *
   * @param key idempotency key: the same for the same readings
   */
  Receipt push(String unit, String key, List<Sending> sendings) throws InterruptedException {
    byte[] body = Body.gzip(Body.csv(sendings));
    HttpRequest request = readings(unit, body).header("Idempotency-Key", key).build();
    HttpResponse<String> answer = answer(request);
    Optional<Receipt> receipt = Receipt.read(answer.body());
    if (receipt.isEmpty() && Receipt.problemCode(answer.body()).equals("IDEMPOTENCY_KEY_REUSED")) {
      // Another version of the simulator was here. Without the key, repeats are duplicates.
      answer = answer(readings(unit, body).build());
      receipt = Receipt.read(answer.body());
    }
    HttpResponse<String> last = answer;
    return receipt.orElseThrow(() -> refused(request, last));
  }

  /** Registers a station or a device; the same document again changes nothing. */
  void put(String path, Map<String, Object> document) throws InterruptedException {
    HttpRequest request =
        request(path, "application/json")
            .PUT(BodyPublishers.ofByteArray(Body.gzip(Body.json(document))))
            .build();
    HttpResponse<String> answer = answer(request);
    if (answer.statusCode() / 100 != 2) {
      throw refused(request, answer);
    }
  }

  /** Sends observations of one station; the same ones again change nothing. */
  Receipt observations(String station, List<Observed> observations) throws InterruptedException {
    HttpRequest request =
        request("/api/v1/stations/" + station + "/readings", "application/json")
            .POST(BodyPublishers.ofByteArray(Body.gzip(Body.observations(observations))))
            .build();
    HttpResponse<String> answer = answer(request);
    return Receipt.read(answer.body()).orElseThrow(() -> refused(request, answer));
  }

  private HttpRequest.Builder readings(String unit, byte[] body) {
    return request("/api/v1/units/" + unit + "/readings", "text/csv")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private HttpRequest.Builder request(String path, String type) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(ANSWER)
        .header("Content-Type", type)
        .header("Content-Encoding", "gzip");
  }

  private HttpResponse<String> answer(HttpRequest request) throws InterruptedException {
    for (long wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      long asked = 0;
      try {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (!again(answer.statusCode())) {
          return answer;
        }
        asked = retryAfter(answer);
        waiting.accept(request.uri().getPath() + ": status " + answer.statusCode());
      } catch (IOException e) {
        waiting.accept(request.uri().getPath() + ": " + e);
      }
      if (closed.await(Math.max(wait, asked), TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("closed");
      }
    }
  }

  private static boolean again(int status) {
    return status == 408 || status == 409 || status == 429 || status >= 500;
  }

  private static long retryAfter(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("\\d{1,4}"))
        .map(seconds -> Math.min(Long.parseLong(seconds) * 1_000, 3 * LONGEST_WAIT))
        .orElse(0L);
  }

  private static SimulatorException refused(HttpRequest request, HttpResponse<String> answer) {
    String body = answer.body();
    return new SimulatorException(
        request.uri().getPath()
            + ": status "
            + answer.statusCode()
            + ": "
            + body.substring(0, Math.min(body.length(), SHOWN)));
  }
}
