// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The worst of what senders get wrong, against the whole running system; the gateway's own tests
 * hold the full table. After each, a good reading is still taken and the books still balance.
 */
@ExtendWith(SharedDemo.class)
class BadInputIT {
  private static final String READINGS = "/api/v1/units/BAD-INPUT-01/readings";
  private static final String CSV = "text/csv";
  private static final String HEADER = "point,time,value\n";
  private static final String GOOD = "E1,2018-01-01T00:00:00+09:00,3.17\n";
  private static final String COUNTER = "tanliu_gateway_readings_";

  private final Api api;

  BadInputIT(Demo demo) {
    api = demo.api();
  }

  @BeforeEach
  void register() {
    assertThat(
            api.post(
                    "/api/v1/reference",
                    "application/yaml",
                    Figures.register("BAD-INPUT-01", 1_000_000))
                .statusCode())
        .isEqualTo(200);
  }

  @AfterEach
  void shouldStillTakeAGoodReadingAndBalanceTheBooks() {
    HttpResponse<String> answer = api.post(READINGS, CSV, HEADER + GOOD);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(api.counter(COUNTER + "received_total"))
        .isEqualTo(
            api.counter(COUNTER + "accepted_total") + api.counter(COUNTER + "rejected_total"))
        .isPositive();
  }

  @Test
  void shouldRefuseABodyOf50MegabytesWithItsLimit() {
    byte[] body = new byte[50 << 20];
    Arrays.fill(body, (byte) ' ');

    JsonNode problem = refused(413, body, false);

    assertThat(problem.get("code").asText()).isEqualTo("TOO_LARGE");
    assertThat(problem.get("expected").asText()).isNotBlank();
  }

  @Test
  void shouldRefuseTwoMillionReadingsInOneRequestWithTheirLimit() throws IOException {
    byte[] body = gzip(HEADER, GOOD, 2_000_000);

    JsonNode problem = refused(413, body, true);

    assertThat(problem.get("code").asText()).isIn("TOO_MANY_READINGS", "TOO_LARGE");
    assertThat(problem.get("expected").asText()).containsPattern("[0-9]");
  }

  @Test
  void shouldRefuseATruncatedGzipBodyAsAWhole() throws IOException {
    byte[] body = gzip(HEADER, GOOD, 1_000);
    double accepted = api.counter(COUNTER + "accepted_total");

    JsonNode problem = refused(400, Arrays.copyOf(body, body.length - 12), true);

    assertThat(problem.get("field").asText()).isEqualTo("body");
    assertThat(api.counter(COUNTER + "accepted_total")).isEqualTo(accepted);
  }

  @Test
  void shouldNameAnUnknownUnit() {
    HttpResponse<String> answer = api.post("/api/v1/units/NOBODY/readings", CSV, HEADER + GOOD);

    assertThat(answer.statusCode()).isEqualTo(404);
    JsonNode problem = Api.json(answer.body());
    assertThat(problem.get("code").asText()).isEqualTo("UNKNOWN_UNIT");
    assertThat(problem.get("value").asText()).isEqualTo("NOBODY");
  }

  @Test
  void shouldTakeGoodReadingsBesideBadOnesAndNameEachBadOne() {
    HttpResponse<String> answer =
        api.post(
            READINGS,
            CSV,
            HEADER
                + GOOD
                + "E9,2018-01-01T00:15:00+09:00,1\n"
                + "E1,2018-01-01T00:15:00+09:00,NaN\n"
                + "E1,2018-01-01T00:15:00+09:00,-1\n"
                + "E1,2100-01-01T00:15:00+09:00,1\n");

    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode receipt = Api.json(answer.body());
    assertThat(receipt.get("accepted").asInt()).isEqualTo(1);
    assertThat(receipt.get("rejected"))
        .extracting(rejection -> rejection.get("code").asText())
        .containsExactly("UNKNOWN_POINT", "NOT_A_NUMBER", "NEGATIVE", "FUTURE");
  }

  private JsonNode refused(int status, byte[] body, boolean gzip) {
    var request = api.request(READINGS).header("Content-Type", CSV);
    if (gzip) {
      request.header("Content-Encoding", "gzip");
    }
    HttpResponse<String> answer = api.send(request.POST(BodyPublishers.ofByteArray(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Api.json(answer.body());
  }

  private static byte[] gzip(String header, String line, int lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] repeated = line.getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(header.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < lines; i++) {
        out.write(repeated);
      }
    }
    return bytes.toByteArray();
  }
}
