// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.tanliu.avro.DevicePacket;
import io.tanliu.avro.RejectedReading;
import io.tanliu.hj212.Cipher;
import io.tanliu.hj212.Command;
import io.tanliu.hj212.DeviceClient;
import io.tanliu.hj212.ExeRtn;
import io.tanliu.hj212.Packet;
import io.tanliu.hj212.PacketBuilder;
import io.tanliu.hj212.QnRtn;
import io.tanliu.hj212.Replies;
import io.tanliu.hj212.Sm4Keys;
import io.tanliu.hj212.Version;
import io.tanliu.hj212.Wire;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that encrypt, split, are asked, or are not who they say, over TLS to a real gateway. */
class DeviceExchangeTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final LocalDateTime SEVEN = LocalDateTime.of(2019, 6, 1, 7, 0);
  private static final String KEY = "11223344556677889900aabbccddeeff";
  private static final Sm4Keys KEYS = Sm4Keys.always(HexFormat.of().parseHex(KEY));
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path dir;
  private static X509Bundle authority;
  private static X509Bundle server;
  private static Rig rig;

  @BeforeAll
  static void start() throws Exception {
    authority = certificate("CA").setIsCertificateAuthority(true).buildSelfSigned();
    server = certificate("127.0.0.1").addSanIpAddress("127.0.0.1").buildIssuedBy(authority);
    Path key = Files.writeString(dir.resolve("secrets.key"), "ab".repeat(32) + "\n");
    Path broker = Files.createDirectory(dir.resolve("broker"));
    rig =
        new Rig(
            broker,
            GatewaySettings.defaults(),
            Map.of(
                "hj212.port", "0",
                "hj212.frame.time.ms", "500",
                "hj212.tls.certificate", file("server.pem", server.getCertificatePathPEM()),
                "hj212.tls.key", file("server.key", server.getPrivateKeyPEM()),
                "hj212.tls.clients", file("ca.pem", authority.getCertificatePEM()),
                "secrets.key.file", key.toString()));
    assertThat(rig.register(Rig.REGISTER).statusCode()).isEqualTo(200);
  }

  private static CertificateBuilder certificate(String name) {
    return new CertificateBuilder()
        .notBefore(Instant.parse("2020-01-01T00:00:00Z"))
        .notAfter(Instant.parse("2120-01-01T00:00:00Z"))
        .subject("CN=" + name);
  }

  private static String file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void shouldReadWhatADeviceEncryptsAndNeverTellItsKey() throws Exception {
    register("X1", "\"channels\": [\"2051 f1-Cou = E1\"], \"sm4Key\": \"%s\"".formatted(KEY));
    register("X2", "\"sm4Key\": \"%s\", \"sm4Only\": true".formatted(KEY));
    Packet packet = minute("X1", 1).wire(sm4()).group("f1-Cou", "12.5").build();
    try (DeviceClient device = client(KEYS, Optional.empty())) {
      assertThat(device.exchange(packet)).isPresent();
    }
    assertThat(text(packets("X1").get(0))).isEqualTo("DataTime=20190601070000;f1-Cou=12.5");
    assertThat(rig.json("GET", "/api/v1/devices/X1", "").body())
        .contains("\"sm4\":true")
        .doesNotContainIgnoringCase(KEY)
        .doesNotContain("aes-256-gcm");
    assertThat(rig.all(Topics.REF_DEVICE).toString())
        .contains("aes-256-gcm")
        .doesNotContainIgnoringCase(KEY);
    assertExpelled(minute("X2", 2).group("f1-Cou", "1").build(), "not_encrypted");
    register("X1", "\"channels\": []");
    try (DeviceClient device = client(KEYS, Optional.empty())) {
      assertThat(device.exchange(minute("X1", 3).wire(sm4()).group("f1-Avg", "2").build()))
          .isPresent();
    }
    assertThat(put("X1", "{\"unit\": \"STEEL-01\", \"sm4Key\": \"xyz\"}").body())
        .contains("32 hex digits")
        .doesNotContain("xyz");
  }

  @Test
  void shouldJoinPartsThatDoNotRepeatTheirTimeAndAnswerEach() throws Exception {
    register("P1", "\"channels\": [\"2051 f1-Cou = E1\", \"2051 f2-Ept = R1\"]");
    Packet first = minute("P1", 1).part(1, 3).group("f1-Cou", "1").build();
    Packet second = bare("P1", 1).part(2, 3).group("f2-Ept", "7.5").build();
    Packet third = bare("P1", 1).part(3, 3).group("f3-Avg", "9").build();
    try (DeviceClient device = client(KEYS, Optional.empty())) {
      device.send(second);
      device.send(second);
      assertThat(device.exchange(first).orElseThrow().header().pno()).isPositive();
      assertThat(device.exchange(third).orElseThrow().header().pno()).isEqualTo(3);
      assertThat(device.exchange(second).orElseThrow().header().pno()).isEqualTo(2);
    }
    assertThat(packets("P1")).extracting(DevicePacket::getPno).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(
            rig.all(Topics.READING_FRAME).stream()
                .filter(frame -> frame.getFrameId().startsWith("hj212-P1-"))
                .flatMap(frame -> frame.getReadings().stream())
                .map(reading -> reading.getPoint() + " " + reading.getTime()))
        .containsExactlyInAnyOrder("E1 2019-05-31T23:00:00Z", "R1 2019-05-31T23:00:00Z");
  }

  @Test
  void shouldTakeAPartWhoseTimeNeverComesAndSayWhatIsMissing() throws Exception {
    register("P2", "\"channels\": [\"2051 f1-Cou = E1\"]");
    try (DeviceClient device = client(KEYS, Optional.empty())) {
      Packet lonely = bare("P2", 1).part(2, 2).group("f1-Cou", "1").build();
      assertThat(device.exchange(lonely)).isPresent();
    }
    assertThat(rig.all(Topics.READING_REJECTED))
        .filteredOn(each -> each.getFrameId().startsWith("hj212-P2-"))
        .extracting(RejectedReading::getCode)
        .containsExactly("MISSING_FIELD");
  }

  @Test
  void shouldAskADeviceForItsHistoryAndTellWhatBecameOfIt() throws Exception {
    register("Q1", "\"channels\": [\"2051 f1-Cou = E1\"], \"sm4Key\": \"%s\"".formatted(KEY));
    String id =
        ask(
            "Q1",
            "{\"command\": 2051, \"from\": \"2019-06-01T06:00:00+08:00\","
                + " \"to\": \"2019-06-01T06:30:00+08:00\"}");
    assertThat(state("Q1", id).path("state").asText()).isEqualTo("WAITING");
    try (DeviceClient device = client(KEYS, Optional.empty())) {
      assertThat(device.exchange(minute("Q1", 1).wire(sm4()).group("f1-Cou", "1").build()))
          .isPresent();
      Packet asked = device.request().orElseThrow();
      assertThat(asked.header().command()).contains(Command.MINUTE);
      assertThat(asked.header().st()).isEqualTo("31");
      assertThat(asked.wire().cipher()).isEqualTo(Cipher.SM4);
      assertThat(asked.region().toString())
          .isEqualTo("BeginTime=20190601060000,EndTime=20190601063000");
      device.send(Replies.request(asked, QnRtn.READY).orElseThrow());
      for (int quarter = 0; quarter < 3; quarter++) {
        LocalDateTime start = SEVEN.minusMinutes(60 - 15L * quarter);
        Packet data =
            builder(Command.MINUTE, "Q1")
                .qn(asked.header().qn())
                .answerWanted(true)
                .dataTime(start)
                .group("f1-Cou", "2")
                .build();
        assertThat(device.exchange(data)).isPresent();
      }
      await().atMost(LONG).until(() -> state("Q1", id).path("packets").asInt() == 3);
      assertThat(state("Q1", id).path("state").asText()).isEqualTo("ACCEPTED");
      device.send(Replies.result(asked, ExeRtn.DONE).orElseThrow());
      await().atMost(LONG).until(() -> state("Q1", id).path("state").asText().equals("DONE"));
    }
    assertThat(state("Q1", id).path("result").asText()).isEqualTo("ExeRtn=1 DONE");
    assertThat(
            rig.all(Topics.DEVICE_REQUEST).stream()
                .filter(record -> record.getId().equals(id))
                .map(record -> record.getState().name()))
        .containsExactly("WAITING", "SENT", "ACCEPTED", "DONE");
    assertThat(packets("Q1").stream().map(DevicePacket::getId).distinct()).hasSize(4);
  }

  @Test
  void shouldSetTheClockWhenADeviceWantsItAndHearRefusals() throws Exception {
    register("Q2", "\"channels\": []");
    try (DeviceClient device = client(KEYS, Optional.empty())) {
      Packet wish = builder(Command.TIME_CALIBRATION, "Q2").qn(SEVEN).answerWanted(true).build();
      assertThat(device.exchange(wish).orElseThrow().header().command())
          .contains(Command.NOTICE_ANSWER);
      Packet asked = device.request().orElseThrow();
      assertThat(asked.header().command()).contains(Command.SET_TIME);
      assertThat(asked.region().toString()).isEqualTo("SystemTime=20190601080000");
      device.send(Replies.request(asked, QnRtn.REFUSED).orElseThrow());
      await()
          .atMost(LONG)
          .until(
              () ->
                  get("/api/v1/devices/Q2/requests")
                      .path("requests")
                      .path(0)
                      .path("state")
                      .asText()
                      .equals("REFUSED"));
      assertThat(get("/api/v1/devices/Q2/requests").path("requests").path(0).path("by").asText())
          .isEqualTo("device");
    }
  }

  @Test
  void shouldRefuseRequestsThatMakeNoSense() {
    register("Q3", "\"channels\": []");
    String path = "/api/v1/devices/Q3/requests";
    assertThat(rig.json("POST", path, "{}").statusCode()).isEqualTo(422);
    assertThat(rig.json("POST", path, "{\"command\": 9999}").statusCode()).isEqualTo(422);
    assertThat(rig.json("POST", path, "{\"command\": 1072}").body()).contains("3020");
    assertThat(rig.json("POST", path, "{\"command\": 2051}").body()).contains("\"from\"");
    assertThat(rig.json("POST", path, "{\"command\": 1062, \"seconds\": 0}").statusCode())
        .isEqualTo(422);
    assertThat(rig.json("GET", path + "/none", "").statusCode()).isEqualTo(404);
    assertThat(
            rig.json("POST", "/api/v1/devices/none/requests", "{\"command\": 1012}").statusCode())
        .isEqualTo(404);
    for (int i = 0; i < 20; i++) {
      ask("Q3", "{\"command\": 1011}");
    }
    assertThat(rig.json("POST", path, "{\"command\": 1011}").statusCode()).isEqualTo(409);
  }

  @Test
  void shouldTakeACertificateForTheDeviceThatItNamesAndForNoOther() throws Exception {
    register("C1", "\"certificate\": true");
    register("C2", "\"certificate\": false");
    X509Bundle own = certificate("C1").buildIssuedBy(authority);
    try (DeviceClient device = client(KEYS, Optional.of(own))) {
      assertThat(device.exchange(minute("C1", 1).group("f1-Avg", "1").build())).isPresent();
      assertThatThrownBy(() -> device.exchange(minute("C2", 1).group("f1-Avg", "1").build()))
          .isInstanceOf(IOException.class);
    }
    assertExpelled(minute("C1", 2).group("f1-Avg", "1").build(), "wrong_certificate");
    X509Bundle another = certificate("CA").setIsCertificateAuthority(true).buildSelfSigned();
    X509Bundle forged = certificate("C1").buildIssuedBy(another);
    assertThatThrownBy(
            () -> {
              try (DeviceClient device = client(KEYS, Optional.of(forged))) {
                device.exchange(minute("C1", 3).group("f1-Avg", "1").build());
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(packets("C2")).isEmpty();
    assertThat(packets("C1")).hasSize(1);
  }

  @Test
  void shouldStopLookingAtPasswordsThatAreGuessed() throws Exception {
    register("G1", "\"channels\": []");
    try (DeviceClient known = client(KEYS, Optional.empty())) {
      assertThat(known.exchange(minute("G1", 1).group("f1-Avg", "1").build())).isPresent();
      double before = rig.count("tanliu.devices.closed", "reason", "guessed_too_often");
      for (int guess = 0; guess < 8; guess++) {
        Packet packet = minute("G1", 2).pw("guess" + guess).group("f1-Avg", "1").build();
        try (DeviceClient device = client(KEYS, Optional.empty())) {
          assertThatThrownBy(() -> device.exchange(packet)).isInstanceOf(IOException.class);
        }
      }
      assertThat(rig.count("tanliu.devices.closed", "reason", "guessed_too_often"))
          .isGreaterThan(before);
      assertThat(known.exchange(minute("G1", 3).group("f1-Avg", "1").build())).isPresent();
    }
  }

  @Test
  void shouldCloseConnectionsThatSendAFrameByCrumbsOrStopInIt() throws Exception {
    double before = rig.count("tanliu.devices.closed", "reason", "slow");
    try (Socket socket = tls(Optional.empty()).getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port()));
      socket.getOutputStream().write("##0100QN=2019".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(rig.count("tanliu.devices.closed", "reason", "slow")).isEqualTo(before + 1);
  }

  private static Wire sm4() {
    return Wire.STANDARD.with(Cipher.SM4);
  }

  private static PacketBuilder minute(String mn, int number) {
    return bare(mn, number).dataTime(SEVEN);
  }

  private static PacketBuilder bare(String mn, int number) {
    return builder(Command.MINUTE, mn)
        .qn(SEVEN.plusMinutes(1).plusNanos(number * 1_000_000L))
        .answerWanted(true);
  }

  private static PacketBuilder builder(Command command, String mn) {
    return PacketBuilder.of(Version.V2025, command).st("31").pw("secret").mn(mn);
  }

  private static void assertExpelled(Packet packet, String reason) throws Exception {
    double before = rig.count("tanliu.devices.closed", "reason", reason);
    try (DeviceClient device = client(KEYS, Optional.empty())) {
      assertThatThrownBy(() -> device.exchange(packet)).isInstanceOf(IOException.class);
    }
    assertThat(rig.count("tanliu.devices.closed", "reason", reason)).isEqualTo(before + 1);
  }

  private static DeviceClient client(Sm4Keys keys, Optional<X509Bundle> own) throws Exception {
    return new DeviceClient(
        tls(own).getSocketFactory().createSocket(),
        new InetSocketAddress("127.0.0.1", port()),
        keys,
        LONG,
        0);
  }

  private static SSLContext tls(Optional<X509Bundle> own) throws Exception {
    KeyManager[] keys = null;
    if (own.isPresent()) {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      KeyStore store = own.get().toKeyStore("pw".toCharArray());
      factory.init(store, "pw".toCharArray());
      keys = factory.getKeyManagers();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, authority.toTrustManagerFactory().getTrustManagers(), null);
    return context;
  }

  private static int port() {
    return rig.gateway().devicePort().orElseThrow();
  }

  private static List<DevicePacket> packets(String mn) {
    return rig.all(Topics.DEVICE_PACKET).stream().filter(p -> p.getMn().equals(mn)).toList();
  }

  private static String text(DevicePacket packet) {
    return StandardCharsets.UTF_8.decode(packet.getRegion()).toString();
  }

  private static String ask(String mn, String body) {
    HttpResponse<String> answer = rig.json("POST", "/api/v1/devices/" + mn + "/requests", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return json(answer.body()).path("id").asText();
  }

  private static JsonNode state(String mn, String id) {
    return get("/api/v1/devices/" + mn + "/requests/" + id);
  }

  private static JsonNode get(String path) {
    return json(rig.json("GET", path, "").body());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static void register(String mn, String more) {
    HttpResponse<String> answer =
        put(mn, "{\"unit\": \"STEEL-01\", \"password\": \"secret\", " + more + "}");
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
  }

  private static HttpResponse<String> put(String mn, String body) {
    return rig.json("PUT", "/api/v1/devices/" + mn, body);
  }
}
