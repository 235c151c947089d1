// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.avro.RejectedReading;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that senders get wrong, over real HTTP, with the books of the topics beside it. */
class GatewayBadInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json";
  private static final String GOOD = reading("E1", "2018-01-01T00:00:00+09:00", "3.17");

  private static Rig rig;

  @BeforeAll
  static void start(@TempDir Path dir) {
    rig = new Rig(dir, GatewaySettings.defaults());
    assertThat(rig.register(Rig.REGISTER).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    Books.now();
    rig.close();
  }

  /** What stands in the topics and on the counters before a request. */
  private record Books(int frames, long readings, int rejected, double requests) {
    static Books now() {
      var frames = rig.all(Topics.READING_FRAME);
      long readings = frames.stream().mapToLong(f -> f.getReadings().size()).sum();
      int rejected = rig.all(Topics.READING_REJECTED).size();
      assertThat(rig.count("tanliu.gateway.readings.received"))
          .isEqualTo(
              rig.count("tanliu.gateway.readings.accepted")
                  + rig.count("tanliu.gateway.readings.rejected"));
      assertThat(rig.count("tanliu.gateway.readings.accepted")).isEqualTo((double) readings);
      assertThat(rig.count("tanliu.gateway.frames")).isEqualTo((double) frames.size());
      assertThat(
              rig.count("tanliu.gateway.readings.rejected")
                  + rig.count("tanliu.gateway.requests", "outcome", "unknown_unit"))
          .isEqualTo((double) rejected);
      return new Books(frames.size(), readings, rejected, rig.count("tanliu.gateway.requests"));
    }
  }

  @Test
  void shouldTakeGoodReadingsBesideBadOnesAndNameEachBadOne() throws IOException {
    Books before = Books.now();
    String body =
        "["
            + String.join(
                ",",
                GOOD,
                reading("E9", "2018-01-01T00:15:00+09:00", "1"),
                reading("E1", "2018-01-01T00:15:00+09:00", "NaN"),
                reading("E1", "2018-01-01T00:15:00+09:00", "\"3.17\""),
                reading("E1", "2018-01-01T00:15:00+09:00", "-0.01"),
                reading("R1", "2019-06-01T00:05:00.001Z", "1"),
                reading("E1", "2018-01-01T00:30:00+09:00", "4.00"))
            + "]";

    HttpResponse<String> answer = rig.push("STEEL-01", JSON_TYPE, body);

    JsonNode receipt = JSON.readTree(answer.body());
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(receipt.get("received").asInt()).isEqualTo(7);
    assertThat(receipt.get("accepted").asInt()).isEqualTo(2);
    assertThat(receipt.get("rejectedCount").asInt()).isEqualTo(5);
    assertThat(receipt.get("rejectedTruncated").asBoolean()).isFalse();
    assertThat(receipt.get("rejected"))
        .extracting(r -> r.get("index") + " " + r.get("code").asText() + " " + r.get("value"))
        .containsExactly(
            "1 UNKNOWN_POINT \"E9\"",
            "2 NOT_A_NUMBER \"NaN\"",
            "3 NOT_A_NUMBER \"3.17\"",
            "4 NEGATIVE \"-0.01\"",
            "5 FUTURE \"2019-06-01T00:05:00.001Z\"");

    String frame = receipt.get("frame").asText();
    var published =
        rig.all(Topics.READING_FRAME).stream()
            .filter(f -> f.getFrameId().equals(frame + "-1"))
            .map(FrameMapping::fromAvro)
            .toList();
    assertThat(published).hasSize(1);
    assertThat(published.get(0).readings())
        .extracting(r -> r.point() + " " + r.decimal())
        .containsExactly("E1 3.17", "E1 4");
    assertThat(published.get(0).receivedAt()).isEqualTo(Rig.NOW.toEpochMilli());
    assertThat(rejections(frame))
        .extracting(r -> r.getIndex() + " " + r.getCode() + " " + r.getField())
        .containsExactly(
            "1 UNKNOWN_POINT point",
            "2 NOT_A_NUMBER value",
            "3 NOT_A_NUMBER value",
            "4 NEGATIVE value",
            "5 FUTURE time");
    assertThat(Books.now())
        .isEqualTo(
            new Books(
                before.frames + 1, before.readings + 2, before.rejected + 5, before.requests + 1));
  }

  @Test
  void shouldAnswer422WithReceiptWhenNothingIsTaken() throws IOException {
    Books before = Books.now();

    HttpResponse<String> answer =
        rig.push(
            "STEEL-01",
            "text/csv; charset=utf-8",
            "point,time,value,unit\nE1,2018-01-01T00:00:00+09:00,3,kW\n");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(answer.body()).at("/rejected/0/code").asText())
        .isEqualTo("WRONG_UNIT");
    assertThat(JSON.readTree(answer.body()).at("/rejected/0/expected").asText()).isEqualTo("kWh");
    assertThat(Books.now())
        .isEqualTo(
            new Books(before.frames, before.readings, before.rejected + 1, before.requests + 1));
  }

  @Test
  void shouldRefuseUnknownUnitAndRecordIt() throws IOException {
    Books before = Books.now();

    HttpResponse<String> answer = rig.push("NOBODY", JSON_TYPE, "[" + GOOD + "]");

    problem(answer, 404, "UNKNOWN_UNIT");
    RejectedReading record =
        rig.all(Topics.READING_REJECTED).stream()
            .filter(r -> r.getUnit().equals("NOBODY"))
            .findFirst()
            .orElseThrow();
    assertThat(record.getIndex()).isEqualTo(-1);
    assertThat(record.getCode()).isEqualTo("UNKNOWN_UNIT");
    assertThat(rig.count("tanliu.gateway.requests", "outcome", "unknown_unit")).isEqualTo(1);
    assertThat(Books.now())
        .isEqualTo(
            new Books(before.frames, before.readings, before.rejected + 1, before.requests + 1));
  }

  @Test
  void shouldRefuseOtherContentTypesAndNameThoseItTakes() throws IOException {
    JsonNode xml = refused(rig.push("STEEL-01", "application/xml", "<a/>"), 415);
    JsonNode brotli = refused(rig.push("STEEL-01", JSON_TYPE, "[]", "Content-Encoding", "br"), 415);
    JsonNode charset = refused(rig.push("STEEL-01", "text/csv; charset=klingon", ""), 415);

    assertThat(xml.get("expected").asText())
        .isEqualTo("one of application/json, application/x-ndjson, text/csv");
    assertThat(xml.get("value").asText()).isEqualTo("application/xml");
    assertThat(brotli.get("expected").asText()).isEqualTo("gzip or none");
    assertThat(charset.get("expected").asText()).contains("charset");
  }

  @Test
  void shouldRefuseModesAndEditsThatCannotBeUsed() throws IOException {
    Books before = Books.now();
    String readings = "\"readings\":[" + GOOD + "]";
    String edits = "/api/v1/units/STEEL-01/edits";

    assertThat(
            refused(
                    rig.post("/api/v1/units/STEEL-01/readings?mode=later", JSON_TYPE, utf8("[]")),
                    400)
                .get("expected")
                .asText())
        .isEqualTo("live (the default) or backfill");
    assertThat(code(edit(edits + "?mode=backfill", "{}"), 400)).isEqualTo("BAD_PARAMETER");
    assertThat(code(edit(edits, "[" + GOOD + "]"), 400)).isEqualTo("MALFORMED");
    assertThat(code(edit(edits, "{\"author\":\"Li\",\"reason\":\"r\"," + readings), 400))
        .isEqualTo("MALFORMED");
    assertThat(code(edit(edits, "{\"author\":\"Li\",\"author\":\"Wu\"," + readings + "}"), 400))
        .isEqualTo("MALFORMED");
    assertThat(code(edit(edits, "{\"author\":\"Li\",\"reason\":\"r\"}"), 422))
        .isEqualTo("INVALID_EDIT");
    for (String without :
        List.of(
            "\"reason\":\"r\",",
            "\"author\":\"Li\",",
            "\"author\":\" \",\"reason\":\"r\",",
            "\"author\":7,\"reason\":\"r\",",
            "\"author\":\"" + "L".repeat(101) + "\",\"reason\":\"r\",",
            "\"author\":\"Li\",\"reason\":\"" + "r".repeat(501) + "\",",
            "\"author\":\"Li\",\"reason\":\"a\\nb\",")) {
      JsonNode problem = refused(edit(edits, "{" + without + readings + "}"), 422);

      assertThat(problem.get("code").asText()).isEqualTo("INVALID_EDIT");
      assertThat(problem.get("field").asText()).isIn("author", "reason");
    }
    assertThat(code(rig.post(edits, "text/csv", utf8("point,time,value\n")), 415))
        .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    assertThat(Books.now().readings).isEqualTo(before.readings);
    assertThat(Books.now().rejected).isEqualTo(before.rejected);
  }

  private static HttpResponse<String> edit(String path, String body) {
    return rig.post(path, JSON_TYPE, utf8(body));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String code(HttpResponse<String> answer, int status) throws IOException {
    return refused(answer, status).get("code").asText();
  }

  @Test
  void shouldTakeNothingOfTruncatedGzip() throws IOException {
    byte[] whole = gzip("[" + GOOD + "," + GOOD + "]");
    for (int length : new int[] {whole.length - 1, whole.length / 2, 3}) {
      byte[] half = Arrays.copyOf(whole, length);

      JsonNode problem =
          refused(
              rig.post(
                  "/api/v1/units/STEEL-01/readings", JSON_TYPE, half, "Content-Encoding", "gzip"),
              400);

      assertThat(problem.get("code").asText()).isEqualTo("MALFORMED");
      assertThat(problem.get("expected").asText()).contains("gzip");
    }
  }

  @Test
  void shouldTakeNothingOfHalfAnArrayAndNameThePosition() throws IOException {
    String whole = "[" + GOOD + ",\n" + GOOD + "]";

    JsonNode cut = refused(rig.push("STEEL-01", JSON_TYPE, whole.substring(0, 100)), 400);
    JsonNode open = refused(rig.push("STEEL-01", JSON_TYPE, "[" + GOOD), 400);

    assertThat(cut.get("value").asText()).startsWith("line 2, column ");
    assertThat(open.get("value").asText()).startsWith("line 1, column ");
  }

  @Test
  void shouldTakeNothingWhenConnectionBreaksInTheMiddle() throws IOException {
    Books before = Books.now();
    String body = "[" + GOOD + "," + GOOD + "]";
    try (Socket socket = new Socket("127.0.0.1", rig.port())) {
      socket
          .getOutputStream()
          .write(
              (head("Content-Type: " + JSON_TYPE, "Content-Length: " + body.length())
                      + body.substring(0, body.length() - 5))
                  .getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }

    assertThat(Books.now().readings).isEqualTo(before.readings);
  }

  @Test
  void shouldAnswerBodyOf50MegabytesInsteadOfResettingTheConnection() throws IOException {
    byte[] large = new byte[50_000_000];
    Arrays.fill(large, (byte) ' ');

    JsonNode problem = refused(rig.post("/api/v1/units/STEEL-01/readings", JSON_TYPE, large), 413);
    JsonNode unannounced = refused(chunked(large), 413);

    assertThat(problem.get("code").asText()).isEqualTo("TOO_LARGE");
    assertThat(problem.get("value").asText()).isEqualTo("50000000");
    assertThat(problem.get("expected").asText()).contains("16777216 bytes", "100000 readings");
    assertThat(unannounced.get("value").asText()).isEqualTo("more than 16777216 bytes");
  }

  @Test
  void shouldAnswerLargeBodyBeforeItIsSentWhenTheSenderAsksFirst() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", rig.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              head("Content-Type: " + JSON_TYPE, "Content-Length: 50000000", "Expect: 100-continue")
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(readHead(socket.getInputStream())).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void shouldRefuseDecompressionBomb() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] spaces = new byte[1 << 20];
      Arrays.fill(spaces, (byte) ' ');
      for (int i = 0; i < 70; i++) {
        gzip.write(spaces);
      }
    }

    JsonNode problem =
        refused(
            rig.post(
                "/api/v1/units/STEEL-01/readings",
                JSON_TYPE,
                bomb.toByteArray(),
                "Content-Encoding",
                "gzip"),
            413);

    assertThat(problem.get("value").asText()).isEqualTo("more than 67108864 bytes");
  }

  @Test
  void shouldRefuseTwoMillionReadingsWithTheLimitInTheMessage() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] row = "E1,1514732400000,3.17\n".getBytes(StandardCharsets.US_ASCII);
    try (OutputStream gzip = new GZIPOutputStream(body, 65_536)) {
      gzip.write("point,time,value\n".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 2_000_000; i++) {
        gzip.write(row);
      }
    }

    JsonNode problem =
        refused(
            rig.post(
                "/api/v1/units/STEEL-01/readings",
                "text/csv",
                body.toByteArray(),
                "Content-Encoding",
                "gzip"),
            413);

    assertThat(problem.get("code").asText()).isEqualTo("TOO_MANY_READINGS");
    assertThat(problem.get("detail").asText()).contains("100000 readings per request");
  }

  @Test
  void shouldSplitLargePushIntoFramesAndListAtMostThousandRejections() throws IOException {
    Books before = Books.now();
    StringBuilder body = new StringBuilder("time,value,point\n");
    for (int i = 0; i < 2_500; i++) {
      body.append(1514732400000L + i * 900_000L).append(",1.5,E1\n");
    }
    for (int i = 0; i < 1_200; i++) {
      body.append("1514732400000,1.5,E2\n");
    }

    HttpResponse<String> answer = rig.push("STEEL-01", "text/csv", body.toString());

    JsonNode receipt = JSON.readTree(answer.body());
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(receipt.get("frames").asInt()).isEqualTo(3);
    assertThat(receipt.get("accepted").asInt()).isEqualTo(2_500);
    assertThat(receipt.get("rejectedCount").asInt()).isEqualTo(1_200);
    assertThat(receipt.get("rejected")).hasSize(1_000);
    assertThat(receipt.get("rejectedTruncated").asBoolean()).isTrue();
    String frame = receipt.get("frame").asText();
    Set<String> ids = new HashSet<>();
    rig.all(Topics.READING_FRAME).stream()
        .filter(f -> f.getFrameId().startsWith(frame))
        .peek(f -> assertThat(f.getReadings().size()).isLessThanOrEqualTo(1_000))
        .forEach(f -> ids.add(f.getFrameId()));
    assertThat(ids).containsExactlyInAnyOrder(frame + "-1", frame + "-2", frame + "-3");
    assertThat(Books.now())
        .isEqualTo(
            new Books(
                before.frames + 3,
                before.readings + 2_500,
                before.rejected + 1_200,
                before.requests + 1));
  }

  /** A refusal of the whole request, after which nothing new stands in the topics. */
  private static JsonNode refused(HttpResponse<String> answer, int status) throws IOException {
    return problem(answer, status, null);
  }

  private static JsonNode problem(HttpResponse<String> answer, int status, String code)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = JSON.readTree(answer.body());
    for (String field :
        List.of("type", "title", "status", "detail", "code", "field", "value", "expected")) {
      assertThat(problem.hasNonNull(field)).as(field).isTrue();
    }
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    if (code != null) {
      assertThat(problem.get("code").asText()).isEqualTo(code);
    }
    return problem;
  }

  private static HttpResponse<String> chunked(byte[] body) {
    return rig.send(
        HttpRequest.newBuilder(URI.create(rig.url() + "/api/v1/units/STEEL-01/readings"))
            .header("Content-Type", JSON_TYPE)
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(body)))
            .build());
  }

  private static List<RejectedReading> rejections(String frame) {
    return rig.all(Topics.READING_REJECTED).stream()
        .filter(r -> r.getFrameId().equals(frame))
        .toList();
  }

  private static String head(String... headers) {
    return "POST /api/v1/units/STEEL-01/readings HTTP/1.1\r\nHost: localhost\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int c;
    while (head.indexOf("\r\n\r\n") < 0 && (c = in.read()) >= 0) {
      head.append((char) c);
    }
    return head.toString();
  }

  private static String reading(String point, String time, String value) {
    return "{\"point\":\"" + point + "\",\"time\":\"" + time + "\",\"value\":" + value + "}";
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
