// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.avro.RegionDefinition;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayReferenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Rig rig;

  @BeforeAll
  static void start(@TempDir Path dir) {
    rig = new Rig(dir, GatewaySettings.defaults());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void shouldTakeReadingsOfUnitAsSoonAsItsRegisterIsAnswered() throws IOException {
    for (int i = 0; i < 5; i++) {
      String unit = "NEW-" + i;
      HttpResponse<String> applied = rig.register(Rig.REGISTER.replace("STEEL-01", unit));
      HttpResponse<String> pushed =
          rig.push(unit, "text/csv", "point,time,value\nE1,2018-01-01T00:00:00Z,1\n");

      assertThat(applied.statusCode()).as(applied.body()).isEqualTo(200);
      assertThat(JSON.readTree(applied.body()))
          .isEqualTo(
              JSON.readTree(
                  "{\"units\":1,\"targets\":1,\"reports\":0,\"factors\":0,\"quotas\":0,\"receivers\":0}"));
      assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(202);
    }
  }

  @Test
  void shouldWriteNothingOfRegisterWithErrorsAndNameEach() throws IOException {
    int units = rig.all(Topics.REF_UNIT).size();
    String wrong =
        Rig.REGISTER
            .replace("STEEL-01", "WRONG-01")
            .replace("unit: kWh, interval: 15m,\n", "unit: furlong, interval: 15m,\n")
            .replace("entity: WRONG-01", "entity: WRONG-02");

    HttpResponse<String> answer =
        rig.post(
            "/api/v1/reference?file=steel.yaml",
            "application/yaml",
            wrong.getBytes(StandardCharsets.UTF_8));

    JsonNode problem = JSON.readTree(answer.body());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(problem.get("code").asText()).isEqualTo("INVALID_REGISTER");
    assertThat(problem.get("errors").size()).isGreaterThanOrEqualTo(2);
    assertThat(problem.get("errors"))
        .allSatisfy(
            error -> {
              assertThat(error.get("file").asText()).isEqualTo("steel.yaml");
              assertThat(error.get("line").asInt()).isPositive();
            });
    assertThat(problem.get("errors").findValuesAsText("value")).contains("furlong", "WRONG-02");
    assertThat(rig.all(Topics.REF_UNIT)).hasSize(units);
  }

  @Test
  void shouldRefuseChangeThatBreaksTheBooksButTakeOthers() throws IOException {
    String register = Rig.REGISTER.replace("STEEL-01", "KEEP-01");
    assertThat(rig.register(register).statusCode()).isEqualTo(200);
    int units = rig.all(Topics.REF_UNIT).size();

    HttpResponse<String> broken =
        rig.register(register.replace("REGISTER, unit: kWh", "RATE, unit: kW"));
    HttpResponse<String> harmless =
        rig.register(register.replace("ratedMaximum: 1000", "ratedMaximum: 2000"));

    JsonNode problem = JSON.readTree(broken.body());
    assertThat(broken.statusCode()).as(broken.body()).isEqualTo(422);
    assertThat(problem.at("/errors/0/field").asText())
        .isEqualTo("units[KEEP-01].points[R1].measure");
    assertThat(problem.at("/errors/0/expected").asText())
        .isEqualTo("REGISTER as before; a new meter is a new point id");
    assertThat(harmless.statusCode()).isEqualTo(200);
    assertThat(rig.all(Topics.REF_UNIT)).hasSize(units + 1);
  }

  @Test
  void shouldTakeJsonAndRefuseOtherTypes() {
    String json =
        "{\"reports\":[{\"entity\":\"360000\",\"kind\":\"GDP\",\"period\":\"2018\","
            + "\"value\":22716.5,\"unit\":\"1e4 CNY\"}]}";

    HttpResponse<String> taken =
        rig.post(
            "/api/v1/reference",
            "application/json; charset=utf-8",
            json.getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> refused = rig.post("/api/v1/reference", "text/plain", new byte[] {'a'});

    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    assertThat(rig.all(Topics.REPORT_ACTIVITY)).isNotEmpty();
    assertThat(refused.statusCode()).isEqualTo(415);
  }

  @Test
  void shouldPublishRegionsOfTheSeeds() {
    rig.gateway().publishRegions();

    assertThat(rig.all(Topics.REF_REGION))
        .extracting(RegionDefinition::getCode)
        .contains("100000", "360000", "360100");
  }
}
