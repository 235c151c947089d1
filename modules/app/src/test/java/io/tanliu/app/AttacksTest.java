// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tanliu.access.KeyDesk;
import io.tanliu.access.RoleGrant;
import io.tanliu.app.http.RawHttp;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.LedgerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Senders who mean no good, against gateway and query as they are served. Each is refused with a
 * reason, and after each a good push is taken.
 */
class AttacksTest {
  private static final String REGISTER =
      """
      units:
        - id: STEEL-01
          name: 示例钢铁
          region: "360100"
          industry: "3120"
          zone: "+08:00"
          points:
            - {id: E1, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m,
               ratedMaximum: 1000}
      """;
  private static final String READINGS = "/api/v1/units/STEEL-01/readings";
  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";
  private static final int PER_ADDRESS = 100;

  private static EmbeddedCluster cluster;
  private static Platform platform;
  private static int devicePort;
  private static String admin;
  private static String sender;
  private static String other;
  private static String quota;
  private static String hasty;
  private static RSAKey signer;
  private static int threads;
  private static long memory;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    cluster = EmbeddedCluster.start(dir.resolve("broker"), 1);
    try (ServerSocket free = new ServerSocket(0)) {
      devicePort = free.getLocalPort();
    }
    Map<String, Object> clients = new HashMap<>(cluster.clientConfig());
    clients.put("http.connections.per.address", PER_ADDRESS);
    clients.put("http.body.ms", "4000");
    clients.put("http.refusals.per.minute", 5);
    clients.put("limit.readings.per.day.quota", 2);
    clients.put("limit.requests.per.second.hasty", 1);
    clients.put("access.token.issuer", "https://sso.example");
    clients.put("access.token.audience", "tanliu");
    clients.put("access.token.keys", provider(dir).toUri().toString());
    clients.put("hj212.host", "127.0.0.1");
    clients.put("hj212.port", devicePort);
    clients.put("http.refusals.per.minute", 5);
    clients.put("limit.readings.per.day.quota", 2);
    clients.put("limit.requests.per.second.hasty", 1);
    clients.put("access.token.issuer", "https://sso.example");
    clients.put("access.token.audience", "tanliu");
    clients.put("access.token.keys", provider(dir).toUri().toString());
    platform =
        new Platform(
            new PlatformSettings(
                EnumSet.of(Role.GATEWAY, Role.QUERY),
                "127.0.0.1",
                0,
                Optional.empty(),
                clients,
                dir.resolve("state"),
                1,
                LedgerSettings.DEFAULT),
            Seeds.load());
    admin = key(clients, "admin", "administrator@all");
    sender = key(clients, "sender", "sender@unit:STEEL-01");
    other = key(clients, "other", "sender@unit:STEEL-02");
    quota = key(clients, "quota", "sender@unit:STEEL-01");
    hasty = key(clients, "hasty", "viewer@all");
    platform.start();
    assertThat(platform.awaitUp(Duration.ofMinutes(2))).isTrue();
    assertThat(post("/api/v1/reference", YAML, REGISTER.getBytes(UTF_8)))
        .startsWith("HTTP/1.1 200");
    shouldGoOn();
    threads = ManagementFactory.getThreadMXBean().getThreadCount();
    memory = used();
  }

  @AfterAll
  static void shouldLeaveNeitherThreadsNorMemoryBehind() {
    try {
      Awaitility.await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () -> {
                assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
                    .isLessThan(threads + 40);
                assertThat(used()).isLessThan(memory + (96L << 20));
              });
    } finally {
      platform.close();
      cluster.close();
    }
  }

  /** Makes a key as the first one is made: by whoever has Kafka. */
  private static String key(Map<String, Object> clients, String id, String grant) throws Exception {
    try (KeyRing ring = new KeyRing(clients)) {
      return ring.desk()
          .keys()
          .create(
              new KeyDesk.Wanted(
                  Optional.of(id),
                  id,
                  List.of(RoleGrant.parse(grant)),
                  Optional.empty(),
                  OptionalLong.empty(),
                  OptionalLong.empty()),
              ring.operator())
          .secret()
          .orElseThrow();
    }
  }

  /** The keys of the provider of tokens, as a file. */
  private static Path provider(Path dir) throws Exception {
    signer = new RSAKeyGenerator(2048).keyID("K").generate();
    return Files.writeString(
        dir.resolve("jwks.json"), new JWKSet(List.of(signer)).toPublicJWKSet().toString());
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("https://sso.example")
        .audience("tanliu")
        .subject("officer")
        .expirationTime(Date.from(Instant.now().plusSeconds(3_600)))
        .claim("roles", List.of("officer"))
        .claim("regions", List.of("360100"));
  }

  private static String token(JWTClaimsSet claims) throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("K").build(), claims);
    token.sign(new RSASSASigner(signer));
    return token.serialize();
  }

  private static String getAs(String target, String credential) throws IOException {
    return RawHttp.ask(
        platform.port(),
        "GET "
            + target
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + credential
            + "\r\n\r\n");
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** The service does its work for others, whatever has just been tried. */
  @AfterEach
  void goOn() throws IOException {
    shouldGoOn();
  }

  private static void shouldGoOn() throws IOException {
    Instant time = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(2, ChronoUnit.HOURS);
    String good = "[{\"point\":\"E1\",\"time\":\"" + time + "\",\"value\":3.17}]";
    assertThat(post(READINGS, JSON, good.getBytes(UTF_8)))
        .startsWith("HTTP/1.1 202")
        .contains("\"accepted\":1");
    assertThat(get("/")).startsWith("HTTP/1.1 200");
  }

  private static String get(String target) throws IOException {
    return getAs(target, "X-API-Key: " + admin);
  }

  private static String post(String path, String type, byte[] body, String... headers)
      throws IOException {
    return postAs(admin, path, type, body, headers);
  }

  private static String postAs(String key, String path, String type, byte[] body, String... headers)
      throws IOException {
    try (RawHttp raw = new RawHttp(platform.port())) {
      StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: x\r\n");
      head.append("Connection: close\r\nContent-Type: ").append(type).append("\r\n");
      head.append("X-API-Key: ").append(key).append("\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
      raw.send(head.toString());
      try {
        raw.send(body);
      } catch (IOException e) {
        // Answered before all of it was sent.
      }
      return raw.untilClosed();
    }
  }

  private static void assertRefused(String answer, int... statuses) {
    List<Integer> allowed = new ArrayList<>();
    for (int status : statuses) {
      allowed.add(status);
    }
    assertThat(RawHttp.status(answer)).as(shorten(answer)).isIn(allowed);
    assertThat(answer).contains("application/problem+json").contains("\"expected\":");
    assertThat(answer).doesNotContain("Exception", "\tat ");
    assertThat(answer.length()).as("no echo of what was sent").isLessThan(4_000);
  }

  private static String shorten(String answer) {
    return answer.substring(0, Math.min(answer.length(), 1_500));
  }

  private static byte[] gzip(byte[] bytes) {
    return gzip(bytes, 1);
  }

  private static byte[] gzip(byte[] bytes, int times) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < times; i++) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  @Test
  void shouldRefuseBombsInGzip() throws IOException {
    byte[] bomb = gzip(new byte[1 << 20], 200);
    for (String path : List.of(READINGS, "/api/v1/reference")) {
      String type = path.equals(READINGS) ? JSON : YAML;
      assertRefused(post(path, type, bomb, "Content-Encoding: gzip"), 413, 400);
      assertRefused(post(path, type, gzip(bomb), "Content-Encoding: gzip"), 400, 413);
      assertRefused(post(path, type, gzip(bomb), "Content-Encoding: gzip, gzip"), 400, 413, 415);
    }
    // Readings in white space: it is what comes out that counts.
    byte[] blank = gzip(" ".repeat(1 << 20).getBytes(UTF_8), 100);
    assertRefused(post(READINGS, JSON, blank, "Content-Encoding: gzip"), 413);
  }

  @Test
  void shouldRefuseOversizedJson() throws IOException {
    String reading = "{\"point\":\"E1\",\"time\":\"2026-01-01T00:00:00Z\",\"value\":%s}";
    List<String> bodies =
        List.of(
            "[".repeat(1_000_000),
            "[" + "{\"a\":".repeat(200_000),
            "[{\"point\":\"" + "E".repeat(5_000_000) + "\"}]",
            "[{\"" + "p".repeat(5_000_000) + "\":1}]",
            "[" + reading.formatted("9".repeat(3_000_000)) + "]",
            "[" + reading.formatted("1e999999999") + "]",
            "[" + reading.formatted("1e-999999999") + "]");
    for (String body : bodies) {
      assertThat(refusedOrRejected(post(READINGS, JSON, body.getBytes(UTF_8))))
          .as(shorten(body))
          .isTrue();
      assertThat(refusedOrRejected(post(READINGS, "application/x-ndjson", body.getBytes(UTF_8))))
          .as(shorten(body))
          .isTrue();
    }
  }

  /** A whole request refused, or its only reading rejected in the receipt. */
  private static boolean refusedOrRejected(String answer) {
    int status = RawHttp.status(answer);
    assertThat(status).as(shorten(answer)).isIn(400, 413, 422);
    assertThat(answer.length()).isLessThan(4_000);
    return answer.contains("application/problem+json") || answer.contains("\"accepted\":0");
  }

  @Test
  void shouldRefuseOversizedCsv() throws IOException {
    String header = "point,time,value\n";
    List<String> bodies =
        List.of(
            "c,".repeat(2_000_000) + "\n",
            header + "E1,".repeat(2_000_000) + "\n",
            header + "\"" + "x".repeat(6_000_000),
            header + "E1,2026-01-01T00:00:00Z," + "9".repeat(3_000_000) + "\n");
    for (String body : bodies) {
      assertThat(refusedOrRejected(post(READINGS, "text/csv", body.getBytes(UTF_8)))).isTrue();
    }
  }

  @Test
  void shouldRefuseBytesThatAreNoText() throws IOException {
    byte[] overlong = {'[', '"', (byte) 0xc0, (byte) 0xaf, '"', ']'};
    byte[] nul =
        "[{\"point\":\"E1\0\",\"time\":\"2026-01-01T00:00:00Z\",\"value\":1}]".getBytes(UTF_8);
    assertRefused(post(READINGS, JSON, overlong), 400);
    assertRefused(post(READINGS, JSON, nul), 400);
    assertThat(
            refusedOrRejected(
                post(READINGS, "text/csv", "point,time,value\nE1\0,x,1\n".getBytes(UTF_8))))
        .isTrue();
    assertRefused(post("/api/v1/reference", YAML, overlong), 400, 422);
    assertRefused(post("/api/v1/reference", YAML, "units: [\0]".getBytes(UTF_8)), 400, 422);
  }

  @Test
  void shouldRefuseBombsInYaml() throws IOException {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      laughs.append(
          "a%d: &a%d [%s]\n".formatted(i, i, String.join(",", alias, alias, alias, alias)));
    }
    List<String> documents =
        List.of(
            laughs + "units: *a11\n",
            "units: &u [*u]\n",
            "units: " + "[".repeat(20_000),
            "units: " + "{a: ".repeat(20_000),
            "- ".repeat(20_000) + "x\n",
            "units: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:1\"]]\n",
            "%TAG ! tag:yaml.org,2002:\n--- !!set {a, b}\n",
            "? " + "k".repeat(1_000_000) + "\n: v\n",
            "units: {<<: [{a: 1}, {b: 2}]}\n",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>",
            "---\n".repeat(100_000),
            "units: [" + "\n".repeat(900_000));
    for (String document : documents) {
      assertRefused(post("/api/v1/reference", YAML, document.getBytes(UTF_8)), 400, 413, 422);
    }
  }

  @Test
  void shouldServeNoFileButThoseOfThePage() throws IOException {
    List<String> targets =
        List.of(
            "/assets/../openapi.yaml",
            "/assets/..%2fopenapi.yaml",
            "/assets/%2e%2e/openapi.yaml",
            "/assets/%252e%252e%252fopenapi.yaml",
            "/assets/..\\openapi.yaml",
            "/assets/..%5copenapi.yaml",
            "/assets/....//openapi.yaml",
            "/assets/;/../openapi.yaml",
            "/assets/app.js%00.svg",
            "/assets//etc/passwd",
            "/assets/%c0%ae%c0%ae/openapi.yaml",
            "/assets/index.html",
            "/assets/logback.xml",
            "/assets/io/tanliu/app/Main.class",
            "//etc/passwd",
            "/../../etc/passwd",
            "http://169.254.169.254/latest/meta-data");
    for (String target : targets) {
      String answer = get(target);
      assertThat(RawHttp.status(answer)).as(target + "\n" + shorten(answer)).isIn(400, 404);
      assertThat(answer).as(target).doesNotContain("openapi:", "root:", "<configuration>");
    }
  }

  @Test
  void shouldKeepForgedLinesOutOfTheLog() throws IOException {
    String forged = "%0d%0a12:00:00.000%20INFO%20%20forged%1b%5b2J";
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, UTF_8));
    try {
      String body =
          "[{\"point\":\"a\\r\\n12:00:00.000 INFO forged\\u001b[2J\",\"time\":\"x\\ny\",\"value\":1}]";
      post("/api/v1/units/S" + forged + "/readings", JSON, body.getBytes(UTF_8));
      post(READINGS, JSON, body.getBytes(UTF_8), "Idempotency-Key: a\u001b[2J");
      post(READINGS, "text/" + "x\u0007", body.getBytes(UTF_8));
      post("/api/v1/reference?file=" + forged, YAML, ("units: \"\\r\\nforged\"").getBytes(UTF_8));
      get("/api/v1/entities/" + forged);
      get("/api/v1/alerts?region=" + forged);
      get("/" + forged);
      try (Socket device = new Socket("127.0.0.1", devicePort)) {
        device
            .getOutputStream()
            .write("##0010\r\n12:00:00.000 INFO forged\u001b[2J\r\n".getBytes(ISO_8859_1));
        device.shutdownOutput();
        device.setSoTimeout(60_000);
        device.getInputStream().readAllBytes();
      }
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(UTF_8).lines())
        .noneMatch(line -> line.startsWith("12:00:00.000"))
        .noneMatch(line -> line.indexOf(0x1b) >= 0);
  }

  @Test
  void shouldServeOthersWhileBodiesTrickle() throws IOException {
    List<RawHttp> slow = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      slow.add(
          new RawHttp(platform.port())
              .send(
                  "POST "
                      + READINGS
                      + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 100000\r\n\r\n["));
    }
    shouldGoOn();
    for (RawHttp raw : slow) {
      assertThat(raw.untilClosed()).startsWith("HTTP/1.1 408");
      raw.close();
    }
  }

  @Test
  void shouldOutliveFloodsOfConnections() throws IOException {
    List<Socket> held = new ArrayList<>();
    int attempts = Integer.getInteger("tanliu.flood", 3_000);
    for (int i = 0; i < attempts; i++) {
      if (held.size() == 1_000) {
        for (Socket socket : held) {
          socket.close();
        }
        held.clear();
      }
      Socket socket = new Socket("127.0.0.1", i % 2 == 0 ? platform.port() : devicePort);
      if (i % 3 == 0) {
        held.add(socket);
      } else {
        socket.close();
      }
    }
    for (Socket socket : held) {
      socket.close();
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(AttacksTest::shouldGoOn);
    assertThat(get("/metrics"))
        .containsPattern("tanliu_http_refused_total\\{reason=\"connections_of_address\"\\} [1-9]");
  }

  @Test
  void shouldRefuseWhoeverMayNotAndRecordIt() throws Exception {
    byte[] good = "[]".getBytes(UTF_8);
    String wrong = sender.substring(0, sender.length() - 4) + "AAAA";
    assertThat(postAs(wrong, READINGS, JSON, good))
        .startsWith("HTTP/1.1 401")
        .contains("WWW-Authenticate: Bearer", "UNAUTHENTICATED");
    assertThat(postAs("", READINGS, JSON, good)).startsWith("HTTP/1.1 401");
    assertThat(postAs("tlk_none_" + "A".repeat(43), READINGS, JSON, good))
        .startsWith("HTTP/1.1 401");
    assertThat(postAs(other, READINGS, JSON, good))
        .startsWith("HTTP/1.1 403")
        .contains("FORBIDDEN");
    assertThat(postAs(sender, "/api/v1/reference", YAML, REGISTER.getBytes(UTF_8)))
        .startsWith("HTTP/1.1 403");
    assertThat(getAs("/metrics", "X-API-Key: " + sender)).startsWith("HTTP/1.1 403");
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(get("/api/v1/audit-events?kind=REFUSAL&limit=200"))
                    .contains(
                        "\"caller\":\"other\"", "outside-scope", "unknown-key", "claims=sender")
                    .doesNotContain(wrong)
                    .doesNotContain(sender)
                    .doesNotContain("A".repeat(43)));
  }

  @Test
  void shouldRefuseTokensThatAreForgedOldOrOfAnotherCity() throws Exception {
    String own = "/api/v1/overview?region=360100";
    String bearer = "Authorization: Bearer ";
    String city = bearer + token(claims().build());
    assertThat(getAs(own, city)).startsWith("HTTP/1.1 200");
    assertThat(getAs("/api/v1/overview?region=360200", city)).startsWith("HTTP/1.1 403");
    assertThat(getAs("/api/v1/entities/region:360200", city)).startsWith("HTTP/1.1 403");
    Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
    String payload = url.encodeToString(claims().build().toString().getBytes(UTF_8));
    String none = url.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8)) + "." + payload + ".";
    SignedJWT confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("K").build(), claims().build());
    confused.sign(new MACSigner(signer.toPublicJWK().toRSAKey().toRSAPublicKey().getEncoded()));
    String real = token(claims().build());
    List<String> bad =
        List.of(
            token(claims().expirationTime(Date.from(Instant.now().minusSeconds(3_600))).build()),
            token(claims().issuer("https://evil.example").build()),
            none,
            confused.serialize(),
            real.substring(0, real.lastIndexOf('.')) + "." + url.encodeToString(new byte[256]));
    for (String token : bad) {
      assertThat(getAs(own, bearer + token)).as(token).startsWith("HTTP/1.1 401");
    }
    // After five times in a minute it is not looked at any more; other credentials still are.
    String last = "";
    for (int i = 0; i < 20; i++) {
      last = getAs(own, bearer + none);
    }
    assertThat(last).startsWith("HTTP/1.1 429").contains("Retry-After: ");
    assertThat(getAs(own, city)).startsWith("HTTP/1.1 200");
    assertThat(getAs(own, "X-API-Key: " + admin)).startsWith("HTTP/1.1 200");
  }

  @Test
  void shouldHoldEachCallerToItsOwnLimits() throws IOException {
    String one = "{\"point\":\"E1\",\"time\":\"2026-01-01T0%d:00:00Z\",\"value\":1}";
    byte[] two = ("[" + one.formatted(1) + "," + one.formatted(2) + "]").getBytes(UTF_8);
    assertThat(postAs(quota, READINGS, JSON, two)).startsWith("HTTP/1.1 202");
    assertThat(postAs(quota, READINGS, JSON, two))
        .startsWith("HTTP/1.1 429")
        .containsPattern("Retry-After: [0-9]{4,5}\r\n")
        .contains("at most 2 readings a day");
    assertThat(getAs("/api/v1/me", "X-API-Key: " + quota)).startsWith("HTTP/1.1 200");
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      statuses.add(RawHttp.status(getAs("/api/v1/me", "X-API-Key: " + hasty)));
    }
    assertThat(statuses.subList(0, 2)).containsOnly(200);
    assertThat(statuses).contains(429);
  }
}
