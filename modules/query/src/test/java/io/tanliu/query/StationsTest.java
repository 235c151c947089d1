// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.NetworkDay;
import io.tanliu.avro.StackWindow;
import io.tanliu.avro.StationChannel;
import io.tanliu.avro.StationDefinition;
import io.tanliu.avro.StationKind;
import io.tanliu.avro.StationWindow;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Stations, their hours and days, and their networks, over HTTP. */
@ExtendWith(SharedExample.class)
class StationsTest {
  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

  private final QueryServer server;

  private final Records records;

  StationsTest(Example example) {
    server = example.server();
    records = example.records();
    records.send(Topics.REF_STATION, "AIR", station("AIR", StationKind.ATMOSPHERE, "360102"));
    records.send(Topics.REF_STATION, "CEMS", station("CEMS", StationKind.STACK, "360200"));
    for (int hour = 0; hour < 48; hour++) {
      Instant start = START.plus(Duration.ofHours(hour));
      records.send(Topics.STATION_HOURLY, key("AIR", "co2", start), air(start, hour));
      records.send(Topics.STATION_HOURLY, key("AIR", "ch4", start), air(start, 1_000));
      records.send(Topics.STATION_HOURLY, key("AIR2", "co2", start), air(start, 2_000));
    }
    records.send(Topics.CEMS_DAILY, key("CEMS", "co2", START), stack());
    for (String day : List.of("2026-05-01", "2026-05-02")) {
      records.send(Topics.STATION_NETWORK, "360100|" + day, network(day));
    }
    records.flush();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.json("/api/v1/stations").path("total").asInt() == 2);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.json("/api/v1/stations/AIR/hours").path("items").size() == 48);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.json("/api/v1/regions/360100/network").path("days").size() == 2);
  }

  @Test
  void shouldListStationsOfARegionAndKind() {
    assertThat(ids("/api/v1/stations")).containsExactly("AIR", "CEMS");
    assertThat(ids("/api/v1/stations?region=360000")).containsExactly("AIR", "CEMS");
    assertThat(ids("/api/v1/stations?region=360100")).containsExactly("AIR");
    assertThat(ids("/api/v1/stations?kind=stack")).containsExactly("CEMS");
    assertThat(server.json("/api/v1/stations/AIR").path("interval").asInt()).isEqualTo(60);
    assertThat(server.get("/api/v1/stations/NOBODY").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/stations?kind=boat").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldGiveTheHoursOfOneGasInTheOrderOfTime() {
    JsonNode some =
        server.json(
            "/api/v1/stations/AIR/hours?gas=co2&from=2026-05-01T10:00Z&to=2026-05-01T13:00Z");
    assertThat(some.path("items").findValuesAsText("mean")).containsExactly("10", "11", "12");
    assertThat(some.path("truncated").asBoolean()).isFalse();
    // Local to the station: its day begins at 16:00 UTC.
    JsonNode local = server.json("/api/v1/stations/AIR/hours?from=2026-05-02&limit=2");
    assertThat(local.path("items").findValuesAsText("mean")).containsExactly("16", "17");
    assertThat(local.path("truncated").asBoolean()).isTrue();
    JsonNode newest = server.json("/api/v1/stations/AIR/hours?limit=3");
    assertThat(newest.path("items").findValuesAsText("mean")).containsExactly("45", "46", "47");
    assertThat(server.get("/api/v1/stations/AIR/hours?gas=sf6").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/stations/AIR/hours?from=tomorrow").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldGiveTheMassOfAStackAndTheDaysOfANetwork() {
    JsonNode mass = server.json("/api/v1/stations/CEMS/hours?granularity=1d");
    assertThat(mass.path("items").get(0).path("mass").asLong()).isEqualTo(161_212_999_680L);
    JsonNode days = server.json("/api/v1/regions/360100/network?from=2026-05-02");
    assertThat(days.path("days").findValuesAsText("day")).containsExactly("2026-05-02");
    assertThat(server.get("/api/v1/regions/999999/network").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldShowTheAirOfACityWithTheNewestHourOfEachGas() {
    JsonNode air = server.json("/api/v1/regions/360100/air");
    assertThat(air.path("stations").findValuesAsText("station")).contains("AIR");
    JsonNode station = air.path("stations").get(0);
    assertThat(station.path("hours").findValuesAsText("mean")).containsExactly("47", "1000");
    assertThat(air.path("network").path("day").asText()).isEqualTo("2026-05-02");
    assertThat(air.path("truncated").asBoolean()).isFalse();
    // A stack is no air, and of the other cities nothing is known.
    JsonNode other = server.json("/api/v1/regions/360200/air");
    assertThat(other.path("stations")).isEmpty();
    assertThat(other.path("network").isMissingNode() || other.path("network").isNull()).isTrue();
    assertThat(server.get("/api/v1/regions/999999/air").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldListTheAlertsOfAStationWithItsName() {
    String id = "station-missing|AIR|data";
    records.alert(id, "AIR", 1, AlertState.FIRING, 1L);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(server.json("/api/v1/alerts?entity=AIR").path("alerts"))
                    .singleElement()
                    .satisfies(
                        alert -> {
                          assertThat(alert.path("alertId").asText()).isEqualTo(id);
                          assertThat(alert.path("entityName").asText()).isEqualTo("AIR 站");
                        }));
    assertThat(server.json("/api/v1/alerts?entity=CEMS").path("alerts")).isEmpty();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                server
                        .json("/api/v1/alerts/station-missing%7CAIR%7Cdata/history")
                        .path("changes")
                        .size()
                    == 1);
    assertThat(server.get("/api/v1/alerts?entity=NOBODY").statusCode()).isEqualTo(404);
    // It has no ledger.
    assertThat(server.get("/api/v1/entities/AIR").statusCode()).isEqualTo(404);
  }

  private List<String> ids(String path) {
    return server.json(path).path("stations").findValuesAsText("id");
  }

  private static String key(String station, String gas, Instant start) {
    return station + "|" + gas + "|" + Keys.startText(start.toEpochMilli());
  }

  static StationDefinition station(String id, StationKind kind, String region) {
    return StationDefinition.newBuilder()
        .setId(id)
        .setName(id + " 站")
        .setKind(kind)
        .setRegion(region)
        .setZone("Asia/Shanghai")
        .setInterval(60)
        .setFlagScheme("HJ212")
        .setNeeded(0)
        .setChannels(List.of(channel("co2"), channel("ch4")))
        .build();
  }

  private static StationChannel channel(String gas) {
    return StationChannel.newBuilder().setParameter(gas).setUnit("ppm").build();
  }

  private static StationWindow air(Instant start, int mean) {
    return StationWindow.newBuilder()
        .setStation("AIR")
        .setRegion("360102")
        .setParameter("co2")
        .setGranularity("1h")
        .setStart(start)
        .setEnd(start.plus(Duration.ofHours(1)))
        .setZone("Asia/Shanghai")
        .setKind("ATMOSPHERE")
        .setUnit("ppm")
        .setValid(true)
        .setCount(60)
        .setNeeded(45)
        .setMean(Integer.toString(mean))
        .setProvisional(false)
        .setAsOf(start)
        .setRevision(1)
        .build();
  }

  private static StackWindow stack() {
    return StackWindow.newBuilder()
        .setStation("CEMS")
        .setRegion("360200")
        .setParameter("co2")
        .setGranularity("1d")
        .setStart(START)
        .setEnd(START.plus(Duration.ofDays(1)))
        .setZone("UTC")
        .setUnit("STEEL-01")
        .setMass(161_212_999_680L)
        .setMethod("MEASURED")
        .setValid(false)
        .setCount(1)
        .setParts(24)
        .setProvisional(false)
        .setAsOf(START)
        .setRevision(1)
        .build();
  }

  private static NetworkDay network(String day) {
    return NetworkDay.newBuilder()
        .setRegion("360100")
        .setDay(day)
        .setStations(1)
        .setReporting(1)
        .setValidHours(24)
        .setExpectedHours(24)
        .setSilent(List.of())
        .setProvisional(false)
        .setRevision(1)
        .build();
  }
}
