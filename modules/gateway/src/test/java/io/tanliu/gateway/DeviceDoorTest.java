// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tanliu.avro.DevicePacket;
import io.tanliu.avro.MeterReading;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.avro.RejectedReading;
import io.tanliu.avro.StationFrame;
import io.tanliu.hj212.Cipher;
import io.tanliu.hj212.Command;
import io.tanliu.hj212.CrcKind;
import io.tanliu.hj212.DeviceClient;
import io.tanliu.hj212.Packet;
import io.tanliu.hj212.PacketBuilder;
import io.tanliu.hj212.Sm4Keys;
import io.tanliu.hj212.Version;
import io.tanliu.hj212.Wire;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that speak HJ 212, over real connections to a gateway before a real broker. */
class DeviceDoorTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  // The gateway's clock stands at 2019-06-01T00:00Z, 08:00 in China.
  private static final LocalDateTime SEVEN = LocalDateTime.of(2019, 6, 1, 7, 0);

  @TempDir static Path dir;
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = new Rig(dir, GatewaySettings.defaults(), Map.of("hj212.port", "0"));
    assertThat(rig.register(Rig.REGISTER).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void shouldAnswerAPacketWhenItStandsInKafka() throws IOException {
    register("D1", "\"channels\": [\"2051 f1-Cou = E1\", \"2011 f1-Ept = R1\"]");
    Packet packet =
        minute("D1", SEVEN, 1)
            .group("f1-Cou", "12.5")
            .and("f1-Avg", "50")
            .and("f1-Flag", "N")
            .build();
    try (DeviceClient device = client()) {
      Packet answer = device.exchange(packet).orElseThrow();
      assertThat(answer.header().command()).contains(Command.DATA_ANSWER);
      assertThat(answer.header().qn()).isEqualTo(packet.header().qn());
    }
    List<ReadingFrame> frames = frames("D1");
    assertThat(frames).hasSize(1);
    ReadingFrame frame = frames.get(0);
    assertThat(frame.getUnit()).isEqualTo("STEEL-01");
    assertThat(frame.getSource()).isEqualTo("hj212");
    assertThat(frame.getFrameId()).isEqualTo("hj212-D1-20190601070100001-2051-20190601070000-1");
    assertThat(frame.getReadings())
        .containsExactly(new MeterReading("E1", Instant.parse("2019-05-31T23:00:00Z"), 125L, 1));
    DevicePacket raw = packets("D1").get(0);
    assertThat(StandardCharsets.UTF_8.decode(raw.getRegion()).toString())
        .isEqualTo("DataTime=20190601070000;f1-Cou=12.5,f1-Avg=50,f1-Flag=N");
    assertThat(raw.toString()).doesNotContain("secret");
  }

  @Test
  void shouldGiveTheMinutesOfAStackMonitorToItsStation() throws IOException {
    register("S1", "\"flags\": \"N\"");
    String stack =
        """
        {"name": "1号烟囱", "kind": "STACK", "region": "360100", "flagScheme": "HJ212",
         "channels": [{"parameter": "flow", "unit": "m/s"}, {"parameter": "humidity", "unit": "%"},
                      {"parameter": "temperature", "unit": "degC"},
                      {"parameter": "pressure", "unit": "kPa"},
                      {"parameter": "co2", "unit": "g/m3", "basis": "DRY"}],
         "stack": {"unit": "STEEL-01", "flow": "VELOCITY", "section": 20}}
        """;
    assertThat(
            rig.send(
                    HttpRequest.newBuilder(URI.create(rig.url() + "/api/v1/stations/S1"))
                        .timeout(LONG)
                        .PUT(HttpRequest.BodyPublishers.ofString(stack))
                        .build())
                .statusCode())
        .isEqualTo(201);
    Packet packet =
        minute("S1", SEVEN, 9)
            .group("a05001-Avg", "245.512")
            .and("a05001-Flag", "D")
            .group("a01011-Avg", "12.5")
            .and("a01011-Flag", "N")
            .group("a00000-Avg", "99")
            .group("a01014-Avg", "n/a")
            .build();
    try (DeviceClient device = client()) {
      assertThat(device.exchange(packet)).isPresent();
    }
    List<StationFrame> frames =
        rig.all(Topics.STATION_READING).stream()
            .filter(frame -> frame.getStation().equals("S1"))
            .toList();
    assertThat(frames).hasSize(1);
    assertThat(frames.get(0).getObservations())
        .extracting(
            o -> o.getParameter() + " " + o.getValue() + "e-" + o.getScale() + " " + o.getFlag())
        .containsExactly("flow 125e-1 N", "humidity nulle-0 ", "co2 245512e-3 D");
    assertThat(frames.get(0).getObservations().get(0).getTime())
        .isEqualTo(Instant.parse("2019-05-31T23:00:00Z"));
  }

  @Test
  void shouldWriteARepeatedPacketOnceAndAnswerItAgain() throws IOException {
    register("D2", "\"channels\": [\"2051 f1-Cou = E1\"]");
    Packet packet = minute("D2", SEVEN, 2).group("f1-Cou", "1").build();
    for (int i = 0; i < 3; i++) {
      try (DeviceClient device = client()) {
        assertThat(device.exchange(packet)).isPresent();
        assertThat(device.exchange(packet)).isPresent();
      }
    }
    assertThat(frames("D2")).hasSize(1);
    assertThat(packets("D2")).hasSize(1);
  }

  @Test
  void shouldRefuseWhatTheInstrumentItselfDoesNotTrust() throws IOException {
    register("D3", "\"channels\": [\"2051 f1-Cou = E1\", \"2051 f2-Cou = E1\"]");
    Packet packet =
        minute("D3", SEVEN.plusMinutes(15), 3)
            .group("f1-Flag", "D")
            .and("f1-Cou", "999")
            .group("f2-Cou", "x7")
            .build();
    try (DeviceClient device = client()) {
      assertThat(device.exchange(packet)).isPresent();
    }
    assertThat(frames("D3")).isEmpty();
    assertThat(rig.all(Topics.READING_REJECTED))
        .filteredOn(each -> each.getFrameId().startsWith("hj212-D3-"))
        .extracting(RejectedReading::getCode)
        .containsExactlyInAnyOrder("FLAGGED", "NOT_A_NUMBER");
  }

  @Test
  void shouldTakeHistoryThatIsSentAgainAsHistory() throws IOException {
    register("D4", "\"channels\": [\"2051 f1-Cou = E1\"]");
    Packet packet = minute("D4", SEVEN.minusDays(90), 4).resent(true).group("f1-Cou", "3").build();
    try (DeviceClient device = client()) {
      assertThat(device.exchange(packet)).isPresent();
    }
    assertThat(frames("D4").get(0).getBackfill()).isTrue();
  }

  @Test
  void shouldAnswerHeartbeatsAndStaySilentWhenNothingIsWanted() throws IOException {
    register("D5", "\"channels\": []");
    Packet beat =
        PacketBuilder.of(Version.V2025, Command.HEARTBEAT)
            .qn(SEVEN)
            .pw("secret")
            .mn("D5")
            .answerWanted(true)
            .build();
    Packet mute = minute("D5", SEVEN, 5).answerWanted(false).group("f9-Avg", "1").build();
    try (DeviceClient device = client()) {
      device.send(mute);
      assertThat(device.exchange(beat).orElseThrow().header().command())
          .contains(Command.NOTICE_ANSWER);
    }
    await().atMost(LONG).untilAsserted(() -> assertThat(packets("D5")).hasSize(1));
  }

  @Test
  void shouldCloseTheDoorToStrangers() throws IOException {
    register("D6", "\"channels\": []");
    register("D7", "\"enabled\": false, \"channels\": []");
    assertExpelled(minute("nobody", SEVEN, 6).build(), "unknown_device");
    assertExpelled(minute("D6", SEVEN, 6).pw("guess").build(), "wrong_password");
    assertExpelled(minute("D7", SEVEN, 6).build(), "unknown_device");
    assertThat(packets("D6")).isEmpty();
  }

  @Test
  void shouldTakeAnotherChecksumOnlyFromDevicesThatMaySendIt() throws IOException {
    register("D8", "\"channels\": []");
    register("D9", "\"anyChecksum\": true, \"channels\": []");
    Wire modbus = new Wire(CrcKind.MODBUS, 0, Wire.Terminator.CR_LF, Cipher.PLAIN);
    try (DeviceClient device = client()) {
      device.send(minute("D8", SEVEN, 8).wire(modbus).build());
      assertThat(device.exchange(minute("D9", SEVEN, 8).wire(modbus).build())).isPresent();
    }
    assertThat(packets("D8")).isEmpty();
    assertThat(packets("D9").get(0).getMarks()).contains("CRC_VARIANT");
  }

  @Test
  void shouldCloseConnectionsThatSendNothingButNoise() throws IOException {
    double before = rig.count("tanliu.devices.closed", "reason", "noise");
    try (Socket socket = new Socket("127.0.0.1", port())) {
      byte[] noise = "GET / HTTP/1.1\r\n\r\n".repeat(100).getBytes(StandardCharsets.US_ASCII);
      await()
          .atMost(LONG)
          .until(
              () -> {
                try {
                  socket.getOutputStream().write(noise);
                  return false;
                } catch (IOException e) {
                  return true;
                }
              });
    }
    assertThat(rig.count("tanliu.devices.closed", "reason", "noise")).isEqualTo(before + 1);
  }

  @Test
  void shouldServeManyDevicesAtOnceAndLoseOrDoubleNothing() throws Exception {
    int devices = 40;
    int minutes = 20;
    for (int d = 0; d < devices; d++) {
      register("M" + d, "\"channels\": [\"2051 f1-Cou = E1\"]");
    }
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      int first = t;
      threads[t] =
          new Thread(
              () -> {
                for (int d = first; d < devices; d += 4) {
                  sendAll("M" + d, minutes);
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(
                        rig.all(Topics.DEVICE_PACKET).stream()
                            .map(DevicePacket::getId)
                            .filter(id -> id.startsWith("hj212-M"))
                            .toList())
                    .doesNotHaveDuplicates()
                    .hasSize(devices * minutes));
    assertThat(
            rig.all(Topics.READING_FRAME).stream()
                .filter(frame -> frame.getFrameId().startsWith("hj212-M")))
        .hasSize(devices * minutes);
  }

  @Test
  void shouldTellDevicesAndNeverTheirPasswords() {
    register("D10", "\"channels\": [\"2051 a05001-Cou = E1\"]");
    HttpResponse<String> one = rig.json("GET", "/api/v1/devices/D10", "");
    assertThat(one.statusCode()).isEqualTo(200);
    assertThat(one.body())
        .contains("\"2051 a05001-Cou = E1\"")
        .doesNotContain("secret")
        .doesNotContain("pbkdf2");
    assertThat(put("D10", "{\"unit\": \"STEEL-01\", \"channels\": [\"2051 a-b = nope\"]}"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(422);
    assertThat(put("D11", "{\"unit\": \"STEEL-01\"}").statusCode()).isEqualTo(422);
    assertThat(put("D11", "{\"unit\": \"nope\", \"password\": \"x\"}").statusCode()).isEqualTo(422);
    assertThat(rig.json("DELETE", "/api/v1/devices/D10", "").statusCode()).isEqualTo(200);
    assertThat(rig.json("GET", "/api/v1/devices/D10", "").statusCode()).isEqualTo(404);
  }

  private static void sendAll(String mn, int minutes) {
    try (DeviceClient device = client()) {
      for (int m = 0; m < minutes; m++) {
        Packet packet = minute(mn, SEVEN.minusMinutes(15L * m), m).group("f1-Cou", "1").build();
        assertThat(device.exchange(packet)).isPresent();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertExpelled(Packet packet, String reason) throws IOException {
    double before = rig.count("tanliu.devices.closed", "reason", reason);
    try (DeviceClient device = client()) {
      assertThatThrownBy(() -> device.exchange(packet)).isInstanceOf(IOException.class);
    }
    assertThat(rig.count("tanliu.devices.closed", "reason", reason)).isEqualTo(before + 1);
  }

  private static PacketBuilder minute(String mn, LocalDateTime start, int number) {
    return PacketBuilder.of(Version.V2025, Command.MINUTE)
        .qn(start.plusMinutes(1).plusNanos(number * 1_000_000L))
        .st("31")
        .pw("secret")
        .mn(mn)
        .answerWanted(true)
        .dataTime(start);
  }

  private static DeviceClient client() throws IOException {
    return new DeviceClient(new InetSocketAddress("127.0.0.1", port()), Sm4Keys.none(), LONG, 0);
  }

  private static int port() {
    return rig.gateway().devicePort().orElseThrow();
  }

  private static List<ReadingFrame> frames(String mn) {
    return rig.all(Topics.READING_FRAME).stream()
        .filter(frame -> frame.getFrameId().startsWith("hj212-" + mn + "-"))
        .toList();
  }

  private static List<DevicePacket> packets(String mn) {
    return rig.all(Topics.DEVICE_PACKET).stream().filter(p -> p.getMn().equals(mn)).toList();
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
