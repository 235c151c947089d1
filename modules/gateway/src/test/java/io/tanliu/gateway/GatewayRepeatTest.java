// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repeats, restarts and a cluster that is gone. */
class GatewayRepeatTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "text/csv";
  private static final String BODY =
      "point,time,value\nE1,2018-01-01T00:00:00+09:00,3.17\nE9,2018-01-01T00:00:00+09:00,1\n";
  private static final String KEY = "Idempotency-Key";

  @TempDir Path dir;

  @Test
  void shouldMakeRepeatsHarmlessAcrossRestartAndSayWhenTheClusterIsGone() throws Exception {
    GatewaySettings settings = GatewaySettings.defaults().withAckTimeout(Duration.ofSeconds(2));
    Rig rig = new Rig(dir, settings);
    try {
      assertThat(rig.register(Rig.REGISTER).statusCode()).isEqualTo(200);
      HttpResponse<String> first = rig.push("STEEL-01", TYPE, BODY, KEY, "k-1");
      assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
      assertThat(first.headers().firstValue(Answer.IDEMPOTENT_REPLAY)).isEmpty();

      repeatsAreHarmless(rig, first);
      HttpResponse<String> allBad =
          rig.push("STEEL-01", TYPE, "point,time,value\nE1,x,1\n", KEY, "k-2");
      assertThat(allBad.statusCode()).isEqualTo(422);

      rig.stopGateway();
      rig.startGateway();

      repeatsAreHarmless(rig, first);
      HttpResponse<String> again =
          rig.push("STEEL-01", TYPE, "point,time,value\nE1,x,1\n", KEY, "k-2");
      assertThat(again.statusCode()).isEqualTo(422);
      assertThat(again.body()).isEqualTo(allBad.body());
      assertThat(rig.count("tanliu.gateway.readings.received")).isZero();

      concurrentRepeatIsTurnedAway(rig);
      assertThat(rig.gateway().health().up()).as(rig.gateway().health().toString()).isTrue();

      rig.stopCluster();
      clusterIsGone(rig);
    } finally {
      rig.close();
    }
  }

  private static void repeatsAreHarmless(Rig rig, HttpResponse<String> first) throws IOException {
    int frames = rig.all(Topics.READING_FRAME).size();
    int rejected = rig.all(Topics.READING_REJECTED).size();
    double replayed = rig.count("tanliu.gateway.readings.replayed");

    HttpResponse<String> repeat = rig.push("STEEL-01", TYPE, BODY, KEY, "k-1");

    assertThat(repeat.statusCode()).isEqualTo(202);
    assertThat(repeat.body()).isEqualTo(first.body());
    assertThat(repeat.headers().firstValue(Answer.IDEMPOTENT_REPLAY)).contains("true");
    assertThat(rig.count("tanliu.gateway.readings.replayed")).isEqualTo(replayed + 2);

    HttpResponse<String> other = rig.push("STEEL-01", TYPE, BODY + "\n", KEY, "k-1");

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(other.body()).get("code").asText())
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(rig.all(Topics.READING_FRAME)).hasSize(frames);
    assertThat(rig.all(Topics.READING_REJECTED)).hasSize(rejected);
    assertThat(rig.push("STEEL-01", TYPE, BODY, KEY, "not usable").statusCode()).isEqualTo(400);
  }

  /** The first request has sent its head only, so it is certainly still being worked on. */
  private static void concurrentRepeatIsTurnedAway(Rig rig) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", rig.port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/v1/units/STEEL-01/readings HTTP/1.1\r\nHost: localhost\r\n"
                  + "Content-Type: text/csv\r\nIdempotency-Key: k-3\r\nConnection: close\r\n"
                  + "Expect: 100-continue\r\nContent-Length: "
                  + BODY.length()
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      // The server asks for the body: it is past the check of the key.
      assertThat(line(socket.getInputStream())).isEqualTo("HTTP/1.1 100 Continue");

      HttpResponse<String> second = rig.push("STEEL-01", TYPE, BODY, KEY, "k-3");
      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(second.headers().firstValue(Answer.RETRY_AFTER)).contains("1");

      out.write(BODY.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("HTTP/1.1 202 ");
    }
    assertThat(
            rig.push("STEEL-01", TYPE, BODY, KEY, "k-3")
                .headers()
                .firstValue(Answer.IDEMPOTENT_REPLAY))
        .contains("true");
  }

  private static void clusterIsGone(Rig rig) throws IOException {
    double received = rig.count("tanliu.gateway.readings.received");

    HttpResponse<String> answer = rig.push("STEEL-01", TYPE, BODY, KEY, "k-4");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue(Answer.RETRY_AFTER)).contains("5");
    assertThat(JSON.readTree(answer.body()).get("code").asText()).isEqualTo("UNAVAILABLE");
    assertThat(rig.count("tanliu.gateway.readings.received")).isEqualTo(received);
    assertThat(rig.count("tanliu.gateway.requests", "outcome", "unavailable")).isEqualTo(1);
    assertThat(rig.gateway().health().up()).isFalse();
    assertThat(rig.gateway().health().details().get("kafka")).isNotEqualTo("reachable");
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c;
    while ((c = in.read()) >= 0 && c != '\n') {
      line.append((char) c);
    }
    return line.toString().strip();
  }
}
