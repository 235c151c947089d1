// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.avro.ReadingEdit;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.domain.reading.ReadingFrame.Edit;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Withdrawals, history and changes by hand, from the request to the frame. */
class GatewayModesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json";
  private static final String T0 = "2018-01-01T00:00:00+09:00";
  private static final String T1 = "2018-01-01T00:15:00+09:00";
  private static final String REPORT = "{\"point\":\"E1\",\"time\":\"" + T0 + "\",\"value\":3.17}";
  private static final String WITHDRAWAL =
      "{\"point\":\"E1\",\"time\":\"" + T1 + "\",\"withdrawn\":true}";

  private static Rig rig;

  @BeforeAll
  static void start(@TempDir Path dir) {
    rig = new Rig(dir, GatewaySettings.defaults().withName("gw-1"));
    assertThat(rig.register(Rig.REGISTER).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void shouldPublishReportsAndWithdrawalsAsFramesInTheOrderSent() throws IOException {
    JsonNode receipt =
        receipt(
            rig.push(
                "STEEL-01",
                JSON_TYPE,
                "[" + String.join(",", REPORT, WITHDRAWAL, WITHDRAWAL, REPORT) + "]"));

    assertThat(receipt.get("accepted").asInt()).isEqualTo(4);
    assertThat(receipt.get("withdrawn").asInt()).isEqualTo(2);
    assertThat(receipt.get("frames").asInt()).isEqualTo(3);
    List<ReadingFrame> frames = frames(receipt);
    assertThat(frames)
        .extracting(ReadingFrame::action)
        .containsExactly(Action.REPORT, Action.WITHDRAW, Action.REPORT);
    assertThat(frames.get(1).readings()).hasSize(2).allMatch(r -> r.value() == 0 && r.scale() == 0);
    assertThat(frames)
        .allMatch(f -> f.gateway().equals("gw-1") && !f.backfill() && f.edit().isEmpty());
  }

  @Test
  void shouldMarkFramesOfHistory() throws IOException {
    JsonNode receipt =
        receipt(
            rig.post(
                "/api/v1/units/STEEL-01/readings?mode=backfill",
                "text/csv",
                utf8("point,time,value\nE1," + T0 + ",3.17\nE9," + T0 + ",1\n")));

    assertThat(frames(receipt)).hasSize(1).allMatch(ReadingFrame::backfill);
    assertThat(rig.all(Topics.READING_REJECTED))
        .filteredOn(r -> r.getFrameId().equals(receipt.get("frame").asText()))
        .singleElement()
        .matches(r -> r.getBackfill() && r.getGateway().equals("gw-1"));
  }

  @Test
  void shouldKeepWhoChangedReadingsByHandAndWhy() throws IOException {
    String body =
        "{\"readings\":[%s,%s,{\"point\":\"E9\"}],\"reason\":\"表计更换\",\"author\":\" Li Wei \"}"
            .formatted(REPORT, WITHDRAWAL);

    JsonNode receipt = receipt(edit(body));

    assertThat(receipt.get("accepted").asInt()).isEqualTo(2);
    assertThat(frames(receipt))
        .hasSize(2)
        .extracting(ReadingFrame::edit)
        .containsOnly(Optional.of(new Edit("Li Wei", "表计更换", Rig.NOW.toEpochMilli())));
    assertThat(rig.all(Topics.READING_REJECTED))
        .filteredOn(r -> r.getFrameId().equals(receipt.get("frame").asText()))
        .singleElement()
        .matches(r -> r.getAuthor().equals("Li Wei") && r.getReason().equals("表计更换"));
  }

  @Test
  void shouldNotTakeHistoryForARepeatOfReadings() {
    String body = "[" + REPORT + "]";
    String[] key = {"Idempotency-Key", "same-key"};
    String path = "/api/v1/units/STEEL-01/readings";
    assertThat(rig.post(path, JSON_TYPE, utf8(body), key).statusCode()).isEqualTo(202);

    HttpResponse<String> other = rig.post(path + "?mode=backfill", JSON_TYPE, utf8(body), key);

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("IDEMPOTENCY_KEY_REUSED");
    HttpResponse<String> repeat = rig.post(path, JSON_TYPE, utf8(body), key);
    assertThat(repeat.headers().firstValue("Idempotent-Replay")).hasValue("true");
  }

  @Test
  void shouldShowTheNewestChangesByHand() throws IOException {
    for (int i = 0; i < 3; i++) {
      rig.publish(
          Topics.READING_EDIT,
          "STEEL-01",
          ReadingEdit.newBuilder()
              .setUnit("STEEL-01")
              .setPoint("E1")
              .setTime(Instant.parse("2017-12-31T15:00:00Z"))
              .setOldValue(i == 0 ? null : i + ".25")
              .setNewValue(i == 2 ? null : "7")
              .setAuthor("Li")
              .setReason("why")
              .setEditedAt(Rig.NOW.plusSeconds(i))
              .setFrameId("f-" + i)
              .setIndex(0)
              .build());
    }
    String path = "/api/v1/units/STEEL-01/edits";
    Awaitility.await().until(() -> JSON.readTree(get(path).body()).get("edits").size() == 3);

    JsonNode newest = JSON.readTree(get(path + "?limit=1").body());
    assertThat(newest.get("truncated").asBoolean()).isTrue();
    assertThat(newest.get("edits").toString())
        .isEqualTo(
            "[{\"point\":\"E1\",\"time\":\"2017-12-31T15:00:00Z\",\"oldValue\":2.25,"
                + "\"newValue\":null,\"author\":\"Li\",\"reason\":\"why\","
                + "\"editedAt\":\"2019-06-01T00:00:02Z\",\"frame\":\"f-2\",\"index\":0}]");
    assertThat(get(path + "?limit=0").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/units/NOBODY/edits").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> get(String path) {
    return rig.send(HttpRequest.newBuilder(URI.create(rig.url() + path)).build());
  }

  private static HttpResponse<String> edit(String body) {
    return rig.post("/api/v1/units/STEEL-01/edits", JSON_TYPE, utf8(body));
  }

  private static JsonNode receipt(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body());
  }

  private static List<ReadingFrame> frames(JsonNode receipt) {
    return rig.all(Topics.READING_FRAME).stream()
        .map(FrameMapping::fromAvro)
        .filter(frame -> frame.frameId().startsWith(receipt.get("frame").asText()))
        .toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
