// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Entities, targets, factors, the overview and the page, over HTTP. */
@ExtendWith(SharedExample.class)
class ReferenceTest {
  private final QueryServer server;

  ReferenceTest(Example example) {
    server = example.server();
  }

  @Test
  void shouldListEntitiesByKindAndParent() {
    JsonNode units = server.json("/api/v1/entities?kind=unit");
    assertThat(units.get("entities"))
        .extracting(e -> e.get("id").asText())
        .contains("QUIET-01", "STEEL-01");
    JsonNode below = server.json("/api/v1/entities?kind=region&parent=360000");
    assertThat(below.get("entities")).extracting(e -> e.get("name").asText()).contains("南昌市");
    JsonNode one = server.json("/api/v1/entities/QUIET-01");
    assertThat(one.at("/entity/parent").asText()).isEqualTo("360102");
    assertThat(one.get("ancestry"))
        .extracting(JsonNode::asText)
        .containsExactly("360102", "360100", "360000", "100000");
    assertThat(one.at("/points/0/unit").asText()).isEqualTo("kWh");
    assertThat(server.json("/api/v1/entities/industry-3120").at("/entity/kind").asText())
        .isEqualTo("industry");
  }

  @Test
  void shouldShowTargetsInTheDisplayUnit() {
    JsonNode target = server.json("/api/v1/targets?entity=STEEL-01").at("/targets/0");
    assertThat(target.get("limit").decimalValue()).isEqualByComparingTo("900000");
    assertThat(target.get("unit").asText()).isEqualTo("kWh");
    assertThat(target.get("entityName").asText()).isEqualTo("示例钢铁");
    assertThat(target.get("status").asText()).isEqualTo("judged");
  }

  @Test
  void shouldShowWhatThePoliciesDemandAndWhereTheySetNothingOrContradictThemselves() {
    JsonNode intensity = target(server.json("/api/v1/targets?entity=360000&status=judged"), "T004");
    assertThat(intensity.get("value").decimalValue()).isEqualByComparingTo("14.5");
    assertThat(intensity.get("limit").isNull()).isTrue();
    assertThat(intensity.get("clause").asText()).contains("目标指标表 第1行");
    JsonNode carbon = target(server.json("/api/v1/targets?status=not_set"), "T005");
    assertThat(carbon.get("value").isNull()).isTrue();
    assertThat(carbon.get("note").asText()).startsWith("以国家下达的指标为准");
    JsonNode text = target(server.json("/api/v1/targets?status=contradicted"), "T002");
    assertThat(text.get("status").asText()).isEqualTo("reference");
    assertThat(text.get("value").decimalValue()).isEqualByComparingTo("18.3");
    assertThat(text.at("/contradicts/0/id").asText()).isEqualTo("T003");
    assertThat(text.at("/contradicts/0/value").decimalValue()).isEqualByComparingTo("19.4");
  }

  private static JsonNode target(JsonNode answer, String id) {
    for (JsonNode target : answer.get("targets")) {
      if (target.get("id").asText().equals(id)) {
        return target;
      }
    }
    throw new AssertionError("no target " + id + " in " + answer);
  }

  @Test
  void shouldShowFactorsInTheUnitOfTheirEnergy() {
    JsonNode factor = server.json("/api/v1/factors?energy=electricity").at("/factors/0");
    assertThat(factor.get("value").decimalValue()).isEqualByComparingTo("0.5123");
    assertThat(factor.get("unit").asText()).isEqualTo("kgCO2/kWh");
    assertThat(factor.get("validTo").isNull()).isTrue();
    assertThat(server.json("/api/v1/factors?energy=heat").get("total").asInt()).isZero();
  }

  @Test
  void shouldNameEveryFactorThatConvertsWhatAUnitUsesInAYear() {
    JsonNode answer = server.json("/api/v1/factors?entity=STEEL-01&year=2023");
    assertThat(answer.get("version").asText()).startsWith("2026.11-");
    assertThat(answer.get("gwp").asText()).isEqualTo("AR5");
    JsonNode grid = applied(answer, "electricity", "co2e");
    assertThat(grid.get("id").asText()).isEqualTo("grid_36_2023");
    assertThat(grid.get("part").asText()).isEqualTo("co2e.electricity");
    assertThat(grid.get("value").decimalValue()).isEqualByComparingTo("0.5836");
    assertThat(grid.get("dataYear").asInt()).isEqualTo(2023);
    assertThat(grid.get("year").asInt()).isEqualTo(2023);
    assertThat(grid.get("verified").asBoolean()).isTrue();
    assertThat(grid.get("provisional").asBoolean()).isFalse();
    JsonNode equal = applied(answer, "electricity", "tce_equivalent");
    assertThat(equal.get("verified").asBoolean()).isFalse();
    // Replaced from 2024 on.
    JsonNode later = server.json("/api/v1/factors?entity=STEEL-01&year=2025");
    assertThat(applied(later, "electricity", "co2e").get("value").decimalValue())
        .isEqualByComparingTo("0.5123");
    JsonNode steel = server.json("/api/v1/factors?entity=industry-3120&year=2023");
    assertThat(applied(steel, "bituminous", "co2e").get("set").asText()).isEqualTo("31");
    JsonNode province = server.json("/api/v1/factors?entity=360000&year=2023&energy=bituminous");
    assertThat(applied(province, "bituminous", "co2e").get("set").asText()).isEmpty();
    assertThat(province.get("applied")).hasSize(3);
    assertThat(server.get("/api/v1/factors?entity=STEEL-01").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/factors?year=2023").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/factors?entity=nobody&year=2023").statusCode()).isEqualTo(404);
  }

  private static JsonNode applied(JsonNode answer, String energy, String quantity) {
    for (JsonNode item : answer.get("applied")) {
      if (item.get("energy").asText().equals(energy)
          && item.get("quantity").asText().equals(quantity)) {
        return item;
      }
    }
    throw new AssertionError(energy + " " + quantity + " is not in " + answer);
  }

  @Test
  void shouldJudgeRegionsAgainstTheirBudget() {
    JsonNode overview = server.json("/api/v1/overview");
    assertThat(overview.get("month").asText()).as("of the newest data").isEqualTo("2025-03");
    assertThat(overview.at("/rows/0/id").asText()).isEqualTo("360000");
    assertThat(status(overview, "360000")).isEqualTo("not_set");
    assertThat(status(overview, "360100")).isEqualTo("within");
    assertThat(status(overview, "360200")).isEqualTo("over");
    assertThat(status(overview, "360300"))
        .as("too little was measured")
        .isEqualTo("not_assessable");
    assertThat(status(overview, "360400")).isEqualTo("not_set");
    assertThat(overview.at("/rows/0/units").asInt())
        .as("SEAL-01 is another test's")
        .isBetween(2, 3);
    JsonNode city = server.json("/api/v1/overview?region=360100&quantity=electricity");
    assertThat(city.get("rows"))
        .extracting(r -> r.get("id").asText())
        .contains("360100", "360102", "STEEL-01");
  }

  private static String status(JsonNode overview, String region) {
    for (JsonNode row : overview.get("rows")) {
      if (row.get("id").asText().equals(region)) {
        return row.at("/month/status").asText();
      }
    }
    return "no such row";
  }

  @Test
  void shouldServeThePageWithoutAnythingFromElsewhere() {
    HttpResponse<String> page = server.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContain("://");
    assertThat(server.get("/openapi.yaml").body()).startsWith("# SPDX");
    assertThat(server.get("/asyncapi.yaml").body())
        .startsWith("# SPDX")
        .contains("asyncapi: 3.0.0");
  }
}
