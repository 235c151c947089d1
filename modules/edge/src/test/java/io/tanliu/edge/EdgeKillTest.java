// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tanliu.avro.SealedBatch;
import io.tanliu.client.seal.SealKey;
import io.tanliu.domain.attest.ChainHead;
import io.tanliu.domain.attest.Seal;
import io.tanliu.domain.attest.SealAlgorithm;
import io.tanliu.domain.attest.Signer;
import io.tanliu.wire.SealMapping;
import io.tanliu.wire.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The agent in a process of its own, killed at random moments, before a gateway that comes and
 * goes.
 */
class EdgeKillTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int PUSHES = 120;
  private static final int READINGS = 5;

  @TempDir Path dir;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private Optional<Path> signKey = Optional.empty();
  private Process edge;
  private String url;
  private int kills;
  private int outages;

  @AfterEach
  void stop() {
    if (edge != null) {
      edge.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldBringEveryReadingInOrderThroughKillsAndOutages(boolean sealed) throws Exception {
    Random random = new Random(20261121);
    Path config = dir.resolve("edge.yaml");
    SealKey key = SealKey.generate("AGENT", "k1", SealAlgorithm.ED25519);
    Signer signer =
        new Signer(
            "AGENT",
            Set.of("STEEL-01"),
            sealed,
            List.of(new Signer.Key("k1", key.algorithm(), key.publicKey(), 1, Long.MAX_VALUE)));
    if (sealed) {
      signKey = Optional.of(dir.resolve("agent.key"));
      key.write(signKey.get());
    }
    try (GatewayUpAndDown gateway = new GatewayUpAndDown(dir.resolve("kafka"))) {
      gateway.signer(signer);
      Path folder = Files.createDirectories(dir.resolve("exports"));
      Files.writeString(
          config,
          """
          gateway: %s
          units: [STEEL-01]
          door: {port: 0}
          shipment: 40
          folders:
            - {path: exports, unit: STEEL-01, settle: PT0S, complete: marker}
          """
              .formatted(gateway.url()));
      start(config);
      boolean up = true;
      List<String> expected = new ArrayList<>();
      for (int push = 0; push < PUSHES; push++) {
        int event = random.nextInt(20);
        if (event == 0) {
          kill(config);
        } else if (event <= 2) {
          if (up) {
            gateway.down();
            outages++;
          } else {
            gateway.up();
          }
          up = !up;
        }
        expected.addAll(push(push, config, random));
      }
      if (!up) {
        gateway.up();
      }
      Files.writeString(folder.resolve("last.csv"), "时间,E1 (kWh)\n2026-02-01 00:00,7.5\n");
      Files.writeString(folder.resolve("last.csv.done"), "");
      await()
          .atMost(Duration.ofSeconds(120))
          .until(() -> Files.exists(dir.resolve("exports/done/last.csv.receipt.txt")));
      kill(config);
      await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> get("/health").contains("\"waiting\":0"));
      expected.add(Instant.parse("2026-01-31T16:00:00Z").toEpochMilli() + " 7.5");

      assertThat(kills).isGreaterThan(8);
      assertThat(outages).isGreaterThan(2);
      if (sealed) {
        assertThat(gateway.readings()).as("the chain lets nothing in twice").isEqualTo(expected);
        assertUnbroken(signer, gateway.all(Topics.ATTEST_BATCH));
      }
      // The ledger takes the first of equal readings of a moment and passes over the others.
      assertThat(List.copyOf(new LinkedHashSet<>(gateway.readings()))).isEqualTo(expected);
    }
  }

  private static void assertUnbroken(Signer signer, List<SealedBatch> batches) {
    ChainHead head = ChainHead.START;
    for (SealedBatch batch : batches) {
      Seal seal = SealMapping.seal(batch);
      Seal.Context context = SealMapping.context(batch);
      assertThat(signer.check(seal, context, SealMapping.body(batch))).isEmpty();
      assertThat(new ChainHead(seal.seq() - 1, seal.previous())).isEqualTo(head);
      head = new ChainHead(seal.seq(), seal.link(context));
    }
    assertThat(head.seq()).isGreaterThan(15);
  }

  /**
   * Sends until it is stored, as an energy management system would; now and then it is killed
   * meanwhile.
   */
  private List<String> push(int number, Path config, Random random) throws Exception {
    List<String> readings = new ArrayList<>();
    StringBuilder body = new StringBuilder("point,time,value\n");
    for (int i = 0; i < READINGS; i++) {
      Instant time = START.plus(Duration.ofMinutes(15L * (number * READINGS + i)));
      String value = number + ".5";
      body.append("E1,").append(time).append(',').append(value).append('\n');
      readings.add(time.toEpochMilli() + " " + value);
    }
    boolean killed = random.nextInt(15) == 0;
    while (true) {
      try {
        var sent =
            http.sendAsync(request(number, body.toString()), HttpResponse.BodyHandlers.ofString());
        if (killed) {
          killed = false;
          TimeUnit.MICROSECONDS.sleep(random.nextInt(5_000));
          kill(config);
        }
        HttpResponse<String> answer = sent.get(90, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).contains("\"stage\":\"stored\"");
        return readings;
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(IOException.class);
      }
    }
  }

  private HttpRequest request(int number, String body) {
    return HttpRequest.newBuilder(URI.create(url + "/api/v1/units/STEEL-01/readings"))
        .header("Content-Type", "text/csv")
        .header("Idempotency-Key", "push-" + number)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private String get(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(url + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private void kill(Path config) throws Exception {
    kills++;
    edge.destroyForcibly();
    assertThat(edge.waitFor(60, TimeUnit.SECONDS)).isTrue();
    start(config);
  }

  private void start(Path config) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tanliu.edge.EdgeMain",
                "run",
                "--config",
                config.toString()));
    signKey.ifPresent(file -> command.addAll(List.of("--sign-key", file.toString())));
    edge = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = edge.inputReader();
    String line = out.readLine();
    while (line != null && !line.startsWith("READY ")) {
      line = out.readLine();
    }
    assertThat(line).isNotNull();
    url = line.substring("READY ".length());
    // What it says from here on is passed over: a full pipe would stop it.
    Thread rest = new Thread(() -> out.lines().forEach(said -> {}), "edge-output");
    rest.setDaemon(true);
    rest.start();
  }
}
