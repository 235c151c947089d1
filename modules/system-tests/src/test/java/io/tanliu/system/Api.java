// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The HTTP interface of a running instance, as any client sees it. */
final class Api {
  static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final BigDecimal WH_PER_KWH = BigDecimal.valueOf(1000);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String url;

  Api(String url) {
    this.url = url;
  }

  String url() {
    return url;
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path));
  }

  HttpResponse<String> post(String path, String contentType, String body) {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  JsonNode get(String path) {
    HttpResponse<String> answer = send(request(path));
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return json(answer.body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /** Electricity of an entity, Wh by start of the window as the API writes it; all pages. */
  Map<String, Long> electricity(String entity, String granularity, String from, String to) {
    Map<String, Long> found = new TreeMap<>();
    String path =
        "/api/v1/entities/%s/windows?quantity=electricity&granularity=%s&from=%s&to=%s"
            .formatted(entity, granularity, from, to);
    while (path != null) {
      JsonNode answer = get(path);
      assertThat(answer.get("unit").asText()).isEqualTo("kWh");
      for (JsonNode window : answer.get("windows")) {
        found.put(window.get("start").asText(), wattHours(window.get("value")));
      }
      path = answer.hasNonNull("next") ? answer.get("next").asText() : null;
    }
    return found;
  }

  /** Exact watt-hours of a value in kWh. */
  static long wattHours(JsonNode kilowattHours) {
    return kilowattHours.decimalValue().multiply(WH_PER_KWH).longValueExact();
  }

  /** The sum of one counter over all its tags. */
  double counter(String name) {
    return send(request("/metrics"))
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
