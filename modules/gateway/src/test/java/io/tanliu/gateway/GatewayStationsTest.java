// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.avro.StationFrame;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayStationsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AIR =
      """
      {"name": "南昌站", "kind": "ATMOSPHERE", "region": "360100", "latitude": 28.68,
       "longitude": 115.86, "height": 100, "interval": 60, "flagScheme": "ICOS",
       "channels": [{"parameter": "co2", "unit": "ppm"}, {"parameter": "ch4", "unit": "ppb"}]}
      """;
  private static final String STACK =
      """
      {"name": "1号烟囱", "kind": "STACK", "region": "360100", "flagScheme": "HJ212",
       "channels": [{"parameter": "flow", "unit": "m3/s"}, {"parameter": "humidity", "unit": "%"},
                    {"parameter": "co2", "unit": "g/m3", "basis": "DRY", "point": "CO2"}],
       "stack": {"unit": "STEEL-01", "flow": "STANDARD_DRY"}}
      """;

  private static Rig rig;

  @BeforeAll
  static void start(@TempDir Path dir) {
    rig = new Rig(dir, GatewaySettings.defaults());
    assertThat(
            rig.register(
                    Rig.REGISTER.replace(
                        "points:",
                        "points:\n      - {id: CO2, energy: co2_measured, measure: INTERVAL,"
                            + " unit: kg, interval: 1h}"))
                .statusCode())
        .isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void shouldTakeEachObservationOrSayWhyNot() throws IOException {
    assertThat(put("NC", AIR).statusCode()).isEqualTo(201);
    assertThat(put("NC", AIR).statusCode()).isEqualTo(200);
    HttpResponse<String> answer =
        post(
            "NC",
            """
            [{"parameter": "co2", "time": "2019-05-31T12:00:00Z", "value": 420.125, "flag": "U"},
             {"parameter": "co2", "time": "2019-05-31T12:01:00Z", "value": null, "flag": "N"},
             {"parameter": "co2", "time": "2019-05-31T12:02:00Z", "value": 400.5,
              "reference": 400, "flag": "U", "unit": "ppm"},
             {"parameter": "n2o", "time": "2019-05-31T12:00:00Z", "value": 330},
             {"parameter": "co2", "time": "2019-05-31T12:03:00Z", "value": 1, "flag": "X"},
             {"parameter": "co2", "time": "2019-06-01T12:03:00Z", "value": 1},
             {"parameter": "co2", "time": "2019-05-31T12:04:00Z", "value": "420"},
             {"parameter": "co2", "time": "2019-05-31T12:05:00Z", "value": 1, "unit": "ppb"},
             {"parameter": "co2", "time": "2019-05-31T12:05:00Z", "value": NaN},
             7]
            """);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonNode receipt = JSON.readTree(answer.body());
    assertThat(receipt.get("accepted").asInt()).isEqualTo(3);
    assertThat(receipt.get("rejected").findValuesAsText("code"))
        .containsExactly(
            "UNKNOWN_POINT",
            "MALFORMED",
            "FUTURE",
            "NOT_A_NUMBER",
            "WRONG_UNIT",
            "NOT_A_NUMBER",
            "MALFORMED");
    assertThat(receipt.get("rejected").findValuesAsText("index"))
        .containsExactly("3", "4", "5", "6", "7", "8", "9");
    List<StationFrame> frames = frames("NC");
    StationFrame frame = frames.get(frames.size() - 1);
    assertThat(frame.getObservations()).hasSize(3);
    assertThat(frame.getObservations().get(0).getValue()).isEqualTo(420_125L);
    assertThat(frame.getObservations().get(0).getScale()).isEqualTo(3);
    assertThat(frame.getObservations().get(1).getValue()).isNull();
    assertThat(frame.getObservations().get(2).getReference()).isEqualTo(4_000L);
    assertThat(rig.all(Topics.STATION_REJECTED))
        .filteredOn(refused -> refused.getUnit().equals("NC"))
        .hasSize(7);
    assertThat(post("NC", "[{\"parameter\": \"x\"}]").statusCode()).isEqualTo(422);
    assertThat(post("NC", "{}").statusCode()).isEqualTo(400);
    assertThat(post("nobody", "[]").statusCode()).isEqualTo(404);
  }

  private static List<StationFrame> frames(String station) {
    return rig.all(Topics.STATION_READING).stream()
        .filter(frame -> frame.getStation().equals(station))
        .toList();
  }

  @Test
  void shouldTakeTheObservationsOfWhatMovesWithTheirPlaces() throws IOException {
    String moving =
        """
        {"name": "走航车", "kind": "MOBILE", "platform": "VEHICLE", "region": "360000",
         "interval": 10, "channels": [{"parameter": "ch4", "unit": "ppb"}]}
        """;
    assertThat(put("CAR", moving.replace("\"platform\": \"VEHICLE\", ", "")).body())
        .contains("platform");
    assertThat(put("CAR", moving.replace("VEHICLE", "BALLOON")).statusCode()).isEqualTo(422);
    assertThat(put("CAR", moving).statusCode()).isEqualTo(201);
    HttpResponse<String> answer =
        post(
            "CAR",
            """
            [{"parameter": "ch4", "time": "2019-05-31T12:00:00Z", "value": 2010.5,
              "latitude": 28.7, "longitude": 115.9, "altitude": 31.5, "footprint": 20},
             {"parameter": "ch4", "time": "2019-05-31T12:00:10Z", "value": 2011},
             {"parameter": "ch4", "time": "2019-05-31T12:00:20Z", "value": 2011,
              "latitude": 28.7, "longitude": 190},
             {"parameter": "ch4", "time": "2019-05-31T12:00:30Z", "value": 2011,
              "latitude": 28.7, "longitude": 115.9, "altitude": 1e6}]
            """);
    JsonNode receipt = JSON.readTree(answer.body());
    assertThat(receipt.get("accepted").asInt()).isEqualTo(1);
    assertThat(receipt.get("rejected").findValuesAsText("field"))
        .containsExactly("latitude", "latitude", "altitude");
    assertThat(frames("CAR"))
        .singleElement()
        .satisfies(
            frame -> {
              assertThat(frame.getObservations().get(0).getLatitude()).isEqualTo(28.7);
              assertThat(frame.getObservations().get(0).getAltitude()).isEqualTo(31.5);
              assertThat(frame.getObservations().get(0).getFootprint()).isEqualTo(20.0);
            });
    // A fixed station stands still.
    put("FIXED", AIR);
    assertThat(
            post(
                    "FIXED",
                    """
                    [{"parameter": "co2", "time": "2019-05-31T12:09:00Z", "value": 420,
                      "latitude": 28.7, "longitude": 115.9}]
                    """)
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void shouldRefuseAStationThatMeansNothing() throws IOException {
    HttpResponse<String> wrong =
        put(
            "W",
            AIR.replace("360100", "999999")
                .replace("\"ppb\"", "\"bananas\"")
                .replace("\"height\"", "\"depth\"")
                .replace("28.68", "128.68"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(wrong.body()).get("code").asText()).isEqualTo("INVALID_STATION");
    HttpResponse<String> places =
        put("W", AIR.replace("360100", "999999").replace("\"ppb\"", "\"bananas\""));
    assertThat(JSON.readTree(places.body()).get("errors").findValuesAsText("field"))
        .contains("region", "channels[ch4].unit");
    assertThat(put("STEEL-01", AIR).statusCode()).isEqualTo(422);
  }

  @Test
  void shouldLetAStackFeedOnlyAPointThatFits() throws IOException {
    assertThat(put("C1", STACK).statusCode()).isEqualTo(201);
    HttpResponse<String> wrong = put("C2", STACK.replace("\"CO2\"", "\"E1\""));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("a point of STEEL-01: INTERVAL, PT1H, kg");
    assertThat(put("C2", STACK.replace("STEEL-01", "NOBODY")).statusCode()).isEqualTo(422);
    assertThat(rig.json("DELETE", "/api/v1/stations/C1", "").statusCode()).isEqualTo(200);
    assertThat(rig.json("DELETE", "/api/v1/stations/C1", "").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> put(String id, String body) {
    return rig.json("PUT", "/api/v1/stations/" + id, body);
  }

  private static HttpResponse<String> post(String id, String body) {
    return rig.post(
        "/api/v1/stations/" + id + "/readings",
        "application/json",
        body.getBytes(StandardCharsets.UTF_8));
  }
}
