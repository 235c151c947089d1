// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.testkit.Contract;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as files, over HTTP. */
@ExtendWith(SharedExample.class)
class ExportsTest {
  private static final String STEEL = "/api/v1/entities/STEEL-01/windows";
  private static final Contract CONTRACT = Contract.of(Query.class, "/openapi.yaml");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final QueryServer server;

  ExportsTest(Example example) {
    server = example.server();
  }

  private HttpResponse<byte[]> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        STEEL + "?quantity=electricity&granularity=1M&from=2018&to=2019",
        "/api/v1/entities",
        "/api/v1/entities/STEEL-01",
        "/api/v1/targets",
        "/api/v1/factors?entity=STEEL-01&year=2024",
        "/api/v1/alerts",
        "/api/v1/alerts/budget-breach%7CSTEEL-01%7CT1",
        "/api/v1/alerts/budget-breach%7CSTEEL-01%7CT1/history",
        "/api/v1/notices",
        "/api/v1/deliveries",
        "/api/v1/units/STEEL-01/quality?from=2018-03-01&to=2018-03-05",
        "/api/v1/lamps?entity=STEEL-01",
        "/api/v1/intensity?entity=STEEL-01",
        "/api/v1/shares?entity=STEEL-01",
        "/api/v1/forecasts?entity=STEEL-01",
        "/api/v1/entities/STEEL-01/views/screening",
        "/api/v1/entities/360100/views/hotspots",
        "/api/v1/stations",
        "/api/v1/regions/360100/network",
        "/api/v1/regions/360100/air",
        "/api/v1/accounts",
        "/api/v1/overview?region=360000&month=2025-03",
      })
  void shouldGiveWhateverIsShownInEveryFormat(String path) {
    for (String format : List.of("csv", "xlsx", "parquet")) {
      HttpResponse<byte[]> file = get(path + (path.contains("?") ? "&" : "?") + "format=" + format);
      assertThat(file.statusCode()).as(path + " " + text(file)).isEqualTo(200);
      assertThat(header(file, "Content-Disposition")).endsWith("." + format);
      assertThat(header(file, "Content-Disposition")).startsWith("attachment; filename=\"tanliu-");
      assertThat(
              CONTRACT.findings(
                  "GET",
                  path.split("\\?", 2)[0],
                  200,
                  file.headers().firstValue("Content-Type"),
                  ""))
          .isEmpty();
      String begin = text(file).substring(0, 4);
      assertThat(format.equals("csv") || begin.equals("PAR1") || begin.startsWith("PK")).isTrue();
    }
  }

  @Test
  void shouldHaveTheRowsOfTheJsonAnswer() {
    String path = STEEL + "?quantity=electricity&granularity=1M&from=2018&to=2019";
    JsonNode windows = server.json(path).get("windows");
    List<String> lines = text(get(path + "&format=csv")).lines().toList();
    assertThat(lines).hasSize(windows.size() + 1);
    for (int i = 0; i < windows.size(); i++) {
      assertThat(lines.get(i + 1))
          .contains("," + windows.get(i).get("start").asText() + ",")
          .contains("," + windows.get(i).get("value").decimalValue().toPlainString() + ",");
    }
  }

  @Test
  void shouldFollowPagesAndRefuseRatherThanCut() {
    // 1 200 quarter hours; a page of this server has 1 000 of them.
    String path = STEEL + "?quantity=co2e&granularity=15m&from=2018&to=2019";
    assertThat(server.json(path).get("windows")).hasSize(1_000);
    assertThat(text(get(path + "&format=csv")).lines()).hasSize(1_201);
    HttpResponse<byte[]> part = get(path + "&format=csv&limit=10");
    assertThat(text(part).lines()).hasSize(11);
    assertThat(header(part, "Content-Disposition")).contains("-part.csv");
  }

  @Test
  void shouldChooseByTheAcceptHeader() {
    String path = STEEL + "?quantity=electricity&granularity=1M";
    assertThat(header(get(path, "Accept", "text/csv"), "Content-Type"))
        .isEqualTo("text/csv; charset=utf-8");
    assertThat(header(get(path, "Accept", "application/vnd.apache.parquet"), "Content-Type"))
        .isEqualTo("application/vnd.apache.parquet");
    assertThat(header(get(path, "Accept", "text/csv;q=0.5, application/json"), "Content-Type"))
        .startsWith("application/json");
    assertThat(header(get(path, "Accept", "text/html, */*;q=0.8"), "Content-Type"))
        .startsWith("application/json");
    assertThat(header(get(path + "&format=csv", "Accept", "application/json"), "Content-Type"))
        .startsWith("text/csv");
  }

  @ParameterizedTest
  @CsvSource({
    "format=pdf, */*, 400, BAD_FORMAT",
    "format=csv&table=years, */*, 400, BAD_TABLE",
    "lang=en, */*, 400, BAD_LANG",
    "format=csv&lang=fr, */*, 400, BAD_LANG",
    "format=csv&bom=1, */*, 400, BAD_BOM",
    "limit=1, application/pdf, 406, NOT_ACCEPTABLE",
    "format=csv&limit=0, */*, 400, BAD_LIMIT",
  })
  void shouldSayWhatIsWrongWithARequest(String query, String accept, int status, String code) {
    HttpResponse<byte[]> refused = get("/api/v1/alerts?" + query, "Accept", accept);
    assertThat(refused.statusCode()).as(text(refused)).isEqualTo(status);
    assertThat(QueryServer.parse(text(refused)).get("code").asText()).isEqualTo(code);
    assertThat(
            CONTRACT.findings(
                "GET",
                "/api/v1/alerts",
                status,
                Optional.of(header(refused, "Content-Type")),
                text(refused)))
        .isEmpty();
  }

  @Test
  void shouldNameTheFileInTheReadersLanguage() {
    String path = STEEL + "?quantity=electricity&granularity=1M&format=csv";
    assertThat(header(get(path), "Content-Disposition"))
        .startsWith("attachment; filename=\"tanliu-windows-STEEL-01-electricity-1M.csv\"")
        .contains("filename*=UTF-8''%E6%97%B6%E6%AE%B5%E7%94%A8%E9%87%8F-STEEL-01");
    assertThat(header(get(path, "Accept-Language", "en-GB,en"), "Content-Disposition"))
        .contains("filename*=UTF-8''Windows-STEEL-01");
  }
}
