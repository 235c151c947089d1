// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static io.tanliu.query.Records.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.attest.ReportKey;
import io.tanliu.domain.attest.SealAlgorithm;
import io.tanliu.domain.time.Granularity;
import io.tanliu.query.report.Canonical;
import io.tanliu.query.report.ReportProof;
import io.tanliu.testkit.Contract;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reports over HTTP: their figures, their seals, and what is newer than a seal. */
@ExtendWith(SharedExample.class)
class ReportTest {
  private static final String CHINA = "Asia/Shanghai";
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Contract CONTRACT = Contract.of(Query.class, "/openapi.yaml");
  private static final ReportKey KEY = key();

  private final QueryServer server;
  private final Records records;
  private final HttpClient client = HttpClient.newHttpClient();

  ReportTest(Example example) {
    server = example.server();
    records = example.records();
    server.query.sealsWith(KEY);
  }

  private static ReportKey key() {
    KeyPair pair = SealAlgorithm.ED25519.generate();
    Base64.Encoder text = Base64.getEncoder();
    return new ReportKey(
        "test/k1",
        SealAlgorithm.ED25519,
        text.encodeToString(pair.getPrivate().getEncoded()),
        text.encodeToString(pair.getPublic().getEncoded()));
  }

  private JsonNode report(String path) {
    HttpResponse<String> answer = server.get("/api/v1/reports/" + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    contract("GET", path, answer);
    return QueryServer.parse(answer.body());
  }

  private static void contract(String method, String path, HttpResponse<String> answer) {
    assertThat(
            CONTRACT.findings(
                method,
                "/api/v1/reports/" + path.split("\\?")[0],
                answer.statusCode(),
                answer.headers().firstValue("Content-Type"),
                answer.body()))
        .isEmpty();
  }

  private HttpResponse<String> seal(String path, String query) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(server.uri("/api/v1/reports/" + path + "/seal" + query))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    contract("POST", path + "/seal", answer);
    return answer;
  }

  private byte[] file(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(server.uri("/api/v1/reports/" + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void shouldStateTheFiguresOfTheWindowsAndNoOthers() {
    for (String period : List.of("2018", "2018-03")) {
      String range =
          period.length() == 4
              ? "granularity=1Y&from=2018&to=2019"
              : "granularity=1M&from=2018-03&to=2018-04";
      JsonNode document = report("STEEL-01/" + period).get("report");
      int found = 0;
      for (JsonNode figure : document.get("figures")) {
        JsonNode window =
            server
                .json(
                    "/api/v1/entities/STEEL-01/windows?quantity="
                        + figure.get("quantity").asText()
                        + "&"
                        + range)
                .at("/windows/0");
        if (window.isMissingNode()) {
          assertThat(figure.get("value").isNull()).isTrue();
          continue;
        }
        found++;
        assertThat(new BigDecimal(figure.get("value").asText()))
            .isEqualByComparingTo(window.get("value").decimalValue());
        assertThat(figure.get("revision")).isEqualTo(window.get("revision"));
        assertThat(new BigDecimal(figure.get("coverage").asText()))
            .isEqualByComparingTo(window.get("coverage").decimalValue());
      }
      assertThat(found).isPositive();
    }
    JsonNode march = report("STEEL-01/2018-03").get("report");
    JsonNode electricity = figure(march, "electricity");
    assertThat(electricity.at("/before/value").asText()).isEqualTo("126238.292");
    assertThat(electricity.at("/before/growth").asText()).isEqualTo("0");
    assertThat(electricity.at("/lastYear/value").isNull()).isTrue();
    assertThat(march.at("/quality/days").asInt()).isEqualTo(3);
    assertThat(march.at("/quality/findings/GAP").asInt()).isEqualTo(3);
    JsonNode budget = report("STEEL-01/2018").at("/report/budgets/0");
    assertThat(budget.get("limit").asText()).isEqualTo("900000");
    assertThat(budget.get("status").asText()).isEqualTo("over");
    assertThat(budget.get("share").asText()).isEqualTo("1.066263");
    JsonNode alerts = report("STEEL-01/2018").at("/report/alerts");
    assertThat(alerts.get("opened").asInt()).isEqualTo(1);
    assertThat(alerts.get("resolved").asInt()).isEqualTo(1);
    assertThat(report("STEEL-01/2017").at("/report/state").asText()).isEqualTo("no_data");
  }

  private static JsonNode figure(JsonNode report, String quantity) {
    for (JsonNode figure : report.get("figures")) {
      if (figure.get("quantity").asText().equals(quantity)) {
        return figure;
      }
    }
    throw new AssertionError(quantity);
  }

  @Test
  void shouldProveWhatWasSealedAndTellWhatWasRestatedSince() throws Exception {
    records.unit("SEAL-01", "360102", CHINA);
    window(amount(5_000_000L, "gce", 1.0));
    String path = "SEAL-01/2025-03";
    await()
        .atMost(LONG)
        .until(() -> server.get("/api/v1/reports/" + path).body().contains("\"5\""));
    JsonNode open = report(path);
    assertThat(open.get("seal").isNull()).isTrue();
    assertThat(open.at("/key/publicKey").asText()).isEqualTo(KEY.publicKey());
    String digest = open.get("digest").asText();
    assertThat(Canonical.digest(open.get("report"))).isEqualTo(digest);

    assertThat(seal(path, "?digest=" + "0".repeat(64)).body()).contains("FIGURES_CHANGED");
    assertThat(seal(path, "?digest=" + digest).statusCode()).isEqualTo(201);
    await().atMost(LONG).until(() -> report(path).get("seal").isObject());
    assertThat(seal(path, "").statusCode()).as("the same figures again").isEqualTo(200);
    assertThat(report(path).get("seals")).hasSize(1);
    for (String format : List.of("json", "xlsx", "pdf", "pdf&lang=en")) {
      ReportProof.Saved saved = ReportProof.read(file(path + "?format=" + format));
      assertThat(saved.seen()).isEmpty();
      assertThat(
              ReportProof.broken(
                  saved.envelope(), saved.envelope().seal().orElseThrow(), KEY.publicKey()))
          .isEmpty();
    }

    records.lamps("SEAL-01", "2025", "LEVEL_2");
    records.flush();
    await().atMost(LONG).until(() -> report(path).at("/report/year/lamps").isObject());
    JsonNode later = report(path + "?digest=" + digest);
    assertThat(later.get("changes")).hasSize(1);
    assertThat(later.at("/changes/0/restated").asBoolean()).as("the year went on").isFalse();
    assertThat(later.at("/seals/0/isCurrent").asBoolean()).as("its month did not").isTrue();

    window(amount(6_000_000L, "gce", 1.0));
    await()
        .atMost(LONG)
        .until(() -> figure(report(path).get("report"), "tce").get("value").asText().equals("6"));
    JsonNode sealed = report(path + "?digest=" + digest);
    assertThat(figure(sealed.get("report"), "tce").get("value").asText()).isEqualTo("5");
    assertThat(sealed.get("changes"))
        .anySatisfy(
            change -> {
              assertThat(change.get("figure").asText()).isEqualTo("figures.tce.value");
              assertThat(change.get("sealed").asText()).isEqualTo("5");
              assertThat(change.get("now").asText()).isEqualTo("6");
            });
    assertThat(sealed.at("/seals/0/isCurrent").asBoolean()).isFalse();
    assertThat(report(path).get("seal").isNull()).as("the new figures are not sealed").isTrue();
    assertThat(ReportProof.read(file(path + "?format=pdf")).envelope().seal())
        .isEqualTo(Optional.empty());
    assertThat(server.get("/api/v1/reports/" + path + "?digest=" + "1".repeat(64)).statusCode())
        .isEqualTo(404);
    assertThat(seal("SEAL-01/2024-03", "").body()).contains("NO_DATA");
  }

  private void window(WindowAmount tce) {
    records.window(
        Topics.METRIC_ENERGY,
        "SEAL-01",
        Granularity.MONTH,
        "2025-03-01",
        CHINA,
        Map.of("tce", tce));
    records.flush();
  }

  @Test
  void shouldRefuseWhatIsNoMonthOrYear() {
    for (String wrong :
        List.of("STEEL-01/2018-13", "STEEL-01/2018-1", "STEEL-01/18", "STEEL-01/9999")) {
      HttpResponse<String> answer = server.get("/api/v1/reports/" + wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      contract("GET", wrong, answer);
    }
    assertThat(server.get("/api/v1/reports/NOBODY/2018").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/reports/STEEL-01/2018?format=doc").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/reports/STEEL-01/2018?x=1").statusCode()).isEqualTo(400);
  }
}
