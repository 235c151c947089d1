// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static io.tanliu.query.Records.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.avro.AlertState;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.time.Granularity;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
  private static final String STEEL = "/api/v1/entities/STEEL-01/windows";
  private static final String SEOUL = "+09:00";
  private static final String CHINA = "Asia/Shanghai";

  @TempDir static Path dir;
  private static EmbeddedCluster cluster;
  private static Records records;
  private static QueryServer server;

  @BeforeAll
  static void start() {
    cluster = EmbeddedCluster.start(dir.resolve("cluster"), 4);
    records = new Records(cluster);
    records.unit("STEEL-01", "360100", SEOUL);
    records.unit("QUIET-01", "360102", CHINA);
    records.target("STEEL-01", "STEEL-01-2018", "electricity", "2018", 900_000_000L);
    records.factor(
        new DatedFactor(
            "co2e",
            "electricity",
            "360000",
            2024,
            DatedFactor.OPEN,
            new BigDecimal("0.5123"),
            "测试",
            "A",
            true));
    for (int month = 1; month <= 12; month++) {
      String date = "2018-%02d-01".formatted(month);
      records.window(
          Topics.METRIC_ENERGY,
          "STEEL-01",
          Granularity.MONTH,
          date,
          SEOUL,
          month == 7
              ? Map.of("tce", amount(month, "gce", 1.0))
              : Map.of(
                  "electricity", amount(126_238_290L + month, "Wh", 1.0),
                  "tce", amount(month, "gce", 1.0)));
    }
    for (int day = 1; day <= 3; day++) {
      records.quality("STEEL-01", "2018-03-0" + day, SEOUL, 90 + day);
    }
    records.quality("STEEL-011", "2018-03-09", SEOUL, 1);
    records.screening("STEEL-01", "T124", "6000.5");
    records.screening("STEEL-01", "T125", "6000.5");
    records.screening("STEEL-011", "T124", "9");
    records.code("STEEL-01");
    records.energyReport("STEEL-01", "2018-03", "132550", "kWh");
    records.account("total", "", 12);
    records.account("gateway", "north", 12);
    records.account("unit", "STEEL-01", 12);
    // Neighbours in the order of keys that must not be mixed in.
    records.window(
        Topics.METRIC_ENERGY,
        "STEEL-01",
        Granularity.YEAR,
        "2018-01-01",
        SEOUL,
        Map.of("electricity", amount(959_636_710L, "Wh", 1.0)));
    records.window(
        Topics.METRIC_ENERGY,
        "STEEL-011",
        Granularity.MONTH,
        "2018-01-01",
        SEOUL,
        Map.of("electricity", amount(1, "Wh", 1.0)));
    long first = Instant.parse("2018-01-01T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 1200; i++) {
      records.window(
          Topics.METRIC_ENERGY,
          "STEEL-01",
          Granularity.QUARTER_HOUR,
          first + i * Granularity.BASE,
          SEOUL,
          Map.of("co2e", amount(1_000_000_000_000_000_001L, "gCO2e", 0.5)));
    }
    for (String region : List.of("360000", "360100", "360200", "360300")) {
      long used = region.equals("360200") ? 120_000_000L : 90_000_000L;
      double coverage = region.equals("360300") ? 0.5 : 0.97;
      records.window(
          Topics.METRIC_ENERGY,
          region,
          Granularity.MONTH,
          "2025-03-01",
          CHINA,
          Map.of("tce", amount(used, "gce", coverage)));
    }
    for (String region : List.of("360100", "360200", "360300")) {
      records.target(region, region + "-2025-03", "tce", "2025-03", 100_000_000L);
    }
    records.alert("budget-breach|STEEL-01|T0", "STEEL-01", 1, AlertState.RESOLVED, 1);
    records.alert("budget-breach|STEEL-01|T1", "STEEL-01", 1, AlertState.FIRING, 900_157_180L);
    records.flush();
    server = QueryServer.start(cluster, "query-test", dir.resolve("state")).awaitUp();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                server
                    .json(STEEL + "?granularity=1Y&quantity=electricity")
                    .at("/windows/0")
                    .isObject());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> server.metrics.get("tanliu.query.materialised").counter().count() >= 1200 + 18);
  }

  @AfterAll
  static void stop() {
    server.close();
    records.close();
    cluster.close();
  }

  @Test
  void shouldSayHowGoodTheDataOfTheNewestDayAreAndWhatWasReportedForItsMonth() {
    JsonNode found = server.json("/api/v1/units/STEEL-01/quality");
    assertThat(found.path("zone").asText()).isEqualTo(SEOUL);
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

  @ParameterizedTest
  @CsvSource({
    "/api/v1/entities/NOBODY/windows, 404, UNKNOWN_ENTITY, entity",
    "/api/v1/entities/NOBODY, 404, UNKNOWN_ENTITY, entity",
    "/api/v1/entities/999999, 404, UNKNOWN_ENTITY, entity",
    "/api/v1/entities/industry-0000, 404, UNKNOWN_ENTITY, entity",
    "/api/v1/entities/STEEL-01/windows?quantity=vapour, 400, UNKNOWN_QUANTITY, quantity",
    "/api/v1/entities/STEEL-01/windows?granularity=2h, 400, UNKNOWN_GRANULARITY, granularity",
    "/api/v1/entities/STEEL-01/windows?granularty=1h, 400, UNKNOWN_PARAMETER, granularty",
    "/api/v1/entities/STEEL-01/windows?from=2018-01-01&from=2019, 400, REPEATED_PARAMETER, from",
    "/api/v1/entities/STEEL-01/windows?from=yesterday, 400, BAD_TIME, from",
    "/api/v1/entities/STEEL-01/windows?from=2018-02-30, 400, BAD_TIME, from",
    "/api/v1/entities/STEEL-01/windows?to=9999, 400, BAD_TIME, to",
    "/api/v1/entities/STEEL-01/windows?from=2018-01-01T25:00Z, 400, BAD_TIME, from",
    "/api/v1/entities/STEEL-01/windows?from=2019&to=2018, 400, EMPTY_RANGE, from",
    "/api/v1/entities/STEEL-01/windows?from=2018&to=2018, 400, EMPTY_RANGE, from",
    "/api/v1/entities/STEEL-01/windows?limit=0, 400, BAD_LIMIT, limit",
    "/api/v1/entities/STEEL-01/windows?limit=1001, 400, BAD_LIMIT, limit",
    "/api/v1/entities/STEEL-01/windows?limit=ten, 400, BAD_LIMIT, limit",
    "/api/v1/entities?kind=planet, 400, BAD_KIND, kind",
    "/api/v1/alerts?state=fine, 400, BAD_STATE, state",
    "/api/v1/alerts?entity=NOBODY, 404, UNKNOWN_ENTITY, entity",
    "/api/v1/alerts/nothing, 404, UNKNOWN_ALERT, id",
    "/api/v1/alerts/nothing/history, 404, UNKNOWN_ALERT, id",
    "/api/v1/targets?entity=NOBODY, 404, UNKNOWN_ENTITY, entity",
    "/api/v1/overview?region=STEEL-01, 400, NOT_A_REGION, region",
    "/api/v1/overview?month=2018, 400, BAD_TIME, month",
    "/assets/nothing.js, 404, NO_SUCH_FILE, file",
    "/assets/..%5Copenapi.yaml, 404, NO_SUCH_FILE, file",
  })
  void shouldSayWhatIsWrongAndWhatWasExpected(String path, int status, String code, String field) {
    HttpResponse<String> response = server.get(path);
    JsonNode problem = QueryServer.parse(response.body());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(problem.get("code").asText()).isEqualTo(code);
    assertThat(problem.get("field").asText()).isEqualTo(field);
    assertThat(problem.get("value").asText()).isNotBlank();
    assertThat(problem.get("expected").asText()).isNotBlank();
  }

  @Test
  void shouldListWhatIsAcceptedForAnUnknownQuantity() {
    assertThat(server.get(STEEL + "?quantity=vapour").body())
        .contains("electricity", "heat", "tce_equivalent", "co2e");
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
  void shouldListAlertsByStateWithExactAmounts() {
    JsonNode firing = server.json("/api/v1/alerts?state=firing&entity=STEEL-01").get("alerts");
    assertThat(firing)
        .extracting(a -> a.get("alertId").asText())
        .contains("budget-breach|STEEL-01|T1")
        .doesNotContain("budget-breach|STEEL-01|T0");
    JsonNode one = server.json("/api/v1/alerts/budget-breach%7CSTEEL-01%7CT1");
    assertThat(one.get("measured").decimalValue()).isEqualByComparingTo("900157.18");
    assertThat(one.get("schedule").decimalValue()).isEqualByComparingTo("834000.123");
    assertThat(one.get("unit").asText()).isEqualTo("kWh");
    assertThat(one.get("crossedAt").asText()).isEqualTo("2018-12-05T10:00:00+09:00");
    assertThat(server.json("/api/v1/alerts?state=all").get("alerts").get(0).get("state").asText())
        .as("what burns comes first")
        .isEqualTo("FIRING");
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
    assertThat(overview.at("/rows/0/units").asInt()).isEqualTo(2);
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
  }

  @Test
  void shouldTellTheHistoryOfAnAlertNewestFirst() {
    String id = "budget-breach|360481|H1";
    records.alert(id, "360481", 1, AlertState.FIRING, 950_000_000L);
    records.alert("budget-breach|360481|H2", "360481", 1, AlertState.FIRING, 1L);
    records.alert(id, "360481", 2, AlertState.RESOLVED, 1L);
    String path = "/api/v1/alerts/budget-breach%7C360481%7CH1/history";
    await()
        .untilAsserted(
            () ->
                assertThat(server.json("/api/v1/alerts?state=resolved").toString()).contains("H1"));
    await().untilAsserted(() -> assertThat(server.json(path).get("changes")).hasSize(2));
    JsonNode history = server.json(path);
    assertThat(history.get("changes"))
        .extracting(change -> change.get("sequence").asInt())
        .containsExactly(2, 1);
    assertThat(history.get("truncated").asBoolean()).isFalse();
    JsonNode newest = server.json(path + "?limit=1");
    assertThat(newest.get("changes")).hasSize(1);
    assertThat(newest.get("truncated").asBoolean()).isTrue();
  }

  @Test
  void shouldSendEachChangeOfAnAlertOnceAndResume() throws Exception {
    String lastSeen;
    try (SseReader reader = new SseReader(server.uri("/api/v1/alerts/stream"), null)) {
      await().until(() -> reader.names().equals(List.of("hello")));
      records.alert("budget-breach|QUIET-01|S1", "QUIET-01", 1, AlertState.FIRING, 950_000_000L);
      records.alert("budget-breach|QUIET-01|S1", "QUIET-01", 1, AlertState.FIRING, 950_000_000L);
      records.flush();
      await().until(() -> reader.names().equals(List.of("hello", "alert")));
      Map<String, String> event = reader.events.get(1);
      JsonNode alert = QueryServer.parse(event.get("data"));
      assertThat(alert.get("measured").decimalValue()).isEqualByComparingTo("950000");
      assertThat(alert.get("entityName").asText()).isEqualTo("示例钢铁");
      lastSeen = event.get("id");
    }
    records.alert("budget-breach|QUIET-01|S1", "QUIET-01", 2, AlertState.RESOLVED, 1);
    records.flush();
    await()
        .until(
            () ->
                server.json("/api/v1/alerts?state=resolved&entity=QUIET-01").get("total").asInt()
                    == 1);
    try (SseReader reader = new SseReader(server.uri("/api/v1/alerts/stream"), lastSeen)) {
      await().until(() -> reader.names().equals(List.of("hello", "alert")));
      assertThat(reader.events.get(1).get("data")).contains("\"RESOLVED\"");
    }
    try (SseReader reader = new SseReader(server.uri("/api/v1/alerts/stream"), "earlier-3")) {
      await().until(() -> reader.names().equals(List.of("hello", "reset")));
    }
    await()
        .atMost(Duration.ofSeconds(25))
        .until(() -> server.metrics.get("tanliu.query.stream.clients").gauge().value() == 0);
  }

  private static List<String> starts(String path) {
    List<String> starts = new ArrayList<>();
    server.json(path).get("windows").forEach(w -> starts.add(w.get("start").asText()));
    return starts;
  }
}
