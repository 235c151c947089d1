// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Windows of an entity, over HTTP. */
@ExtendWith(SharedExample.class)
class WindowsTest {
  private static final String STEEL = "/api/v1/entities/STEEL-01/windows";

  private final QueryServer server;

  WindowsTest(Example example) {
    server = example.server();
  }

  @Test
  void shouldAnswerTheMonthsOfAYearAsWrittenInTheIssue() {
    HttpResponse<String> response =
        server.get(STEEL + "?quantity=electricity&granularity=1M&from=2018-01-01&to=2019-01-01");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .startsWith(
            "{\"entity\":\"STEEL-01\",\"quantity\":\"electricity\",\"unit\":\"kWh\","
                + "\"granularity\":\"1M\",\"zone\":\"+09:00\","
                + "\"asOf\":\"2019-01-01T00:00:00+09:00\",\"windows\":["
                + "{\"start\":\"2018-01-01T00:00:00+09:00\",\"end\":\"2018-02-01T00:00:00+09:00\","
                + "\"value\":126238.291,\"coverage\":1.0,\"estimated\":0.0,"
                + "\"revision\":7,\"provisional\":false}");
    JsonNode windows = QueryServer.parse(response.body()).get("windows");
    assertThat(windows).as("all months but July, which has no electricity").hasSize(11);
    assertThat(windows).noneMatch(w -> w.get("start").asText().startsWith("2018-07"));
  }

  @Test
  void shouldTakeDatesInTheEntitysOwnZone() {
    String query = STEEL + "?quantity=electricity&granularity=1M";
    assertThat(starts(query + "&from=2018-02-01&to=2018-04-01"))
        .containsExactly("2018-02-01T00:00:00+09:00", "2018-03-01T00:00:00+09:00");
    assertThat(starts(query + "&from=2018-02&to=2018-03")).hasSize(1);
    assertThat(starts(query + "&from=2018-02-01T00:00&to=2018-02-01T00:00:01")).hasSize(1);
    assertThat(starts(query + "&from=2018-01-31T15:00:00Z&to=2018-03-01")).hasSize(1);
    assertThat(starts(query + "&from=2018-01-31T15:00:00.001Z&to=2018-02-28T15:00:00Z")).isEmpty();
    assertThat(starts(query + "&from=2018-02-01T00:00:00+09:00&to=2018-03-01"))
        .as("a plus sign that was not escaped")
        .hasSize(1);
    assertThat(starts(query + "&from=2018-01-31&to=2018-02-01")).isEmpty();
  }

  @Test
  void shouldShowWhatIsNewestWhenNoTimeIsGiven() {
    assertThat(starts(STEEL + "?quantity=electricity&granularity=1M")).hasSize(11);
    assertThat(starts(STEEL + "?quantity=co2e&granularity=15m"))
        .hasSize(96)
        .endsWith("2018-01-13T20:45:00+09:00");
  }

  @Test
  void shouldPageWithoutGapOrRepeat() {
    String path = STEEL + "?quantity=co2e&granularity=15m&from=2018&to=2019&limit=500";
    List<String> starts = new ArrayList<>();
    int pages = 0;
    while (path != null) {
      JsonNode answer = server.json(path);
      answer.get("windows").forEach(w -> starts.add(w.get("start").asText()));
      path = answer.path("next").asText(null);
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(starts).hasSize(1200).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void shouldNeverRoundALargeAmount() {
    String body = server.get(STEEL + "?quantity=co2e&granularity=15m&limit=1").body();
    assertThat(body).contains("\"value\":1000000000000.000001,\"coverage\":0.5");
  }

  @Test
  void shouldAnswerAnEntityWithoutDataWithNoWindows() {
    HttpResponse<String> response =
        server.get("/api/v1/entities/QUIET-01/windows?quantity=electricity&granularity=1h");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"asOf\":null,\"windows\":[]");
  }

  @Test
  void shouldListWhatIsAcceptedForAnUnknownQuantity() {
    assertThat(server.get(STEEL + "?quantity=vapour").body())
        .contains("electricity", "heat", "tce_equivalent", "co2e");
  }

  private List<String> starts(String path) {
    List<String> starts = new ArrayList<>();
    server.json(path).get("windows").forEach(w -> starts.add(w.get("start").asText()));
    return starts;
  }
}
