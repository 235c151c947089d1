// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quality, accounts and what is derived of a unit, over HTTP. */
@ExtendWith(SharedExample.class)
class UnitQualityTest {
  private final QueryServer server;

  UnitQualityTest(Example example) {
    server = example.server();
  }

  @Test
  void shouldSayHowGoodTheDataOfTheNewestDayAreAndWhatWasReportedForItsMonth() {
    JsonNode found = server.json("/api/v1/units/STEEL-01/quality");
    assertThat(found.path("zone").asText()).isEqualTo(Example.SEOUL);
    assertThat(found.path("days")).hasSize(1);
    JsonNode day = found.path("days").get(0);
    assertThat(day.path("day").asText()).isEqualTo("2018-03-03");
    assertThat(day.path("stored").asInt()).isEqualTo(93);
    assertThat(day.path("complete").asBoolean()).isTrue();
    assertThat(day.path("findings").get(0).path("code").asText()).isEqualTo("GAP");
    assertThat(day.path("findings").get(0).path("first").asText())
        .isEqualTo("2018-03-03T05:00:00+09:00");
    JsonNode month = found.path("months").get(0);
    assertThat(month.path("energy").asText()).isEqualTo("electricity");
    assertThat(month.path("reported").decimalValue()).isEqualByComparingTo("132550");
    assertThat(month.path("measured").decimalValue()).isEqualByComparingTo("126238.293");
    assertThat(month.path("deviation").asDouble()).isBetween(0.0476, 0.0477);
    assertThat(month.path("within").asBoolean()).isTrue();
  }

  @Test
  void shouldListTheDaysOfARange() {
    JsonNode found = server.json("/api/v1/units/STEEL-01/quality?from=2018-03-02&to=2018-04-01");
    assertThat(found.path("days")).hasSize(2);
    JsonNode one = server.json("/api/v1/units/STEEL-01/quality?day=2018-03-01");
    assertThat(one.path("days").get(0).path("stored").asInt()).isEqualTo(91);
  }

  @Test
  void shouldAnswerWhatIsDerivedOfAnEntityAsItsTopicSaysIt() {
    JsonNode found = server.json("/api/v1/entities/STEEL-01/views/screening");
    assertThat(found.get("items")).hasSize(2);
    JsonNode first = found.get("items").get(0);
    assertThat(first.get("programme").asText()).isEqualTo("T124");
    assertThat(first.get("total").asText()).isEqualTo("6000.5");
    assertThat(first.get("asOf").asText()).isEqualTo("2018-12-31T16:00:00Z");
    assertThat(first.get("episodes").get(0).get("since").asText()).isEqualTo("2018-07-01");
    assertThat(first.get("leavesOn").isNull()).isTrue();
    JsonNode report = server.json("/api/v1/entities/STEEL-01/views/utilisation").get("items");
    assertThat(report.get(0).get("state").asText()).isEqualTo("MISSING");
    JsonNode grid = server.json("/api/v1/entities/360100/views/hotspots").get("items").get(0);
    assertThat(grid.get("hotspots").get(0).get("pollutants").get("nox").asText()).isEqualTo("12.5");
    JsonNode one = server.json("/api/v1/entities/STEEL-01/views/screening?limit=1");
    assertThat(one.get("items")).hasSize(1);
    assertThat(one.get("truncated").asBoolean()).isTrue();
    assertThat(server.json("/api/v1/entities/STEEL-01/views/code").get("items").get(0).get("code"))
        .hasToString("2");
    assertThat(server.json("/api/v1/entities/STEEL-01/views/ranks").get("items")).isEmpty();
  }

  @Test
  void shouldListTheAccountsWithTheTotalFirst() {
    JsonNode found = server.json("/api/v1/accounts");
    assertThat(found.path("accounts").findValuesAsText("kind"))
        .containsExactly("total", "gateway", "unit");
    JsonNode unit = server.json("/api/v1/accounts?kind=unit&name=STEEL-01");
    assertThat(unit.path("accounts").get(0).path("received").asLong()).isEqualTo(12);
    assertThat(unit.path("total").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/entities/STEEL-01/views/beauty, 404, UNKNOWN_VIEW",
    "/api/v1/entities/NOBODY/views/code, 404, UNKNOWN_ENTITY",
    "/api/v1/entities/STEEL-01/views/code?limit=0, 400, BAD_LIMIT",
    "/api/v1/units/NOBODY/quality, 404, UNKNOWN_UNIT",
    "/api/v1/units/360100/quality, 404, UNKNOWN_UNIT",
    "/api/v1/units/QUIET-01/quality, 404, NO_DATA",
    "/api/v1/units/STEEL-01/quality?day=2018-03-04, 404, NO_DATA",
    "/api/v1/units/STEEL-01/quality?day=tomorrow, 400, BAD_DAY",
    "/api/v1/units/STEEL-01/quality?day=2018-03-01&from=2018-03-01, 400, BAD_DAY",
    "/api/v1/units/STEEL-01/quality?from=2018-03-02&to=2018-03-02, 400, EMPTY_RANGE",
    "/api/v1/accounts?kind=region, 400, BAD_KIND"
  })
  void shouldRefuseAQuestionAboutQualityThatHasNoAnswer(String path, int status, String code) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(code);
  }
}
