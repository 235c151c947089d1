// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.backtest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tanliu.domain.control.DaySums;
import io.tanliu.domain.quantity.Dimension;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Days of a running system, from its REST interface. */
public final class SystemDays {
  private static final double LEAST_COVERED = 0.9;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private SystemDays() {}

  /**
   * The days from the first of January of a year to the end of another.
   *
   * @param url base address of the query part
   * @throws IOException when it does not answer, or not with windows
   */
  public static Days read(URI url, String entity, String quantity, int firstYear, int lastYear)
      throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    URI next =
        url.resolve(
            "/api/v1/entities/"
                + encoded(entity)
                + "/windows?granularity=1d&quantity="
                + encoded(quantity)
                + "&from="
                + firstYear
                + "&to="
                + (lastYear + 1));
    Map<LocalDate, Long> known = new HashMap<>();
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    Dimension dimension = Dimension.COAL_EQUIVALENT;
    while (next != null) {
      JsonNode answer = get(http, next);
      zone = ZoneId.of(answer.path("zone").asText(zone.getId()));
      dimension = dimension(answer.path("unit").asText());
      for (JsonNode window : answer.path("windows")) {
        if (window.path("coverage").asDouble() >= LEAST_COVERED) {
          LocalDate day = OffsetDateTime.parse(window.path("start").asText()).toLocalDate();
          known.put(
              day,
              window
                  .path("value")
                  .decimalValue()
                  .movePointRight(dimension.displayScale())
                  .longValueExact());
        }
      }
      next = answer.path("next").isTextual() ? url.resolve(answer.path("next").asText()) : null;
    }
    return new Days(new DaySums(known), zone, dimension);
  }

  private static JsonNode get(HttpClient http, URI address)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException(
          address + ": " + response.statusCode() + " " + response.body() + " (expected: 200)");
    }
    return JSON.readTree(response.body());
  }

  private static Dimension dimension(String unit) throws IOException {
    return Arrays.stream(Dimension.values())
        .filter(d -> d.displayUnit().equals(unit))
        .findFirst()
        .orElseThrow(() -> new IOException("unit: " + unit + " (expected: a display unit)"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
