// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.LedgerSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/ACCESS.md, against parts that ask everybody who they are. */
class KeysCommandTest {
  private static final Duration LONG = Duration.ofSeconds(120);

  @TempDir Path dir;

  private static int ask(String url, String key, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + key)
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  @Timeout(400)
  void shouldGiveKeysThatOpenWhatTheySayUntilTheyAreTakenBack() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir.resolve("kafka"), 1);
        Platform platform =
            new Platform(
                new PlatformSettings(
                    Set.of(Role.GATEWAY),
                    "127.0.0.1",
                    0,
                    Optional.empty(),
                    cluster.clientConfig(),
                    dir.resolve("state"),
                    1,
                    LedgerSettings.DEFAULT),
                Seeds.load())) {
      platform.start();
      await().atMost(LONG).until(platform::up);
      String url = "http://127.0.0.1:" + platform.port();
      assertThat(ask(url, "", "/api/v1/me")).as("required is the default").isEqualTo(401);
      assertThat(ask(url, "", "/health")).isEqualTo(200);
      assertThat(ask(url, "", "/metrics")).isEqualTo(401);

      String key =
          Ran.on(
                  cluster,
                  "keys",
                  "create",
                  "--id",
                  "boss",
                  "--name",
                  "Administrator",
                  "--grant",
                  "administrator@all",
                  "--valid-for",
                  "365d",
                  "--key-only")
              .out()
              .strip();
      assertThat(key).startsWith("tlk_boss_");
      await().atMost(LONG).until(() -> ask(url, key, "/api/v1/me") == 200);
      assertThat(ask(url, key, "/metrics")).isEqualTo(200);
      Path keyFile = Files.writeString(dir.resolve("key"), key + "\n");
      Path units = dir.resolve("units.yaml");
      Files.writeString(
          units,
          """
          units:
            - id: STEEL-01
              name: 示例钢铁
              region: "360100"
              industry: "3120"
              zone: "+08:00"
              points:
                - {id: E1, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m}
          """);
      assertThat(Ran.tanliu("apply", "-f", units.toString(), "--url", url).code()).isEqualTo(1);
      Ran applied =
          Ran.tanliu(
              "apply", "-f", units.toString(), "--url", url, "--key-file", keyFile.toString());
      assertThat(applied.code()).as(applied.err()).isZero();

      Ran bad = Ran.on(cluster, "keys", "create", "--name", "x", "--grant", "king@all");
      assertThat(bad.code()).isEqualTo(1);
      assertThat(bad.err()).contains("expected: sender, viewer, officer");
      assertThat(Ran.on(cluster, "keys", "list").out())
          .contains("boss", "valid", "administrator@all")
          .doesNotContain(key);
      Ran rotated = Ran.on(cluster, "keys", "rotate", "boss", "--overlap", "0s", "--key-only");
      String next = rotated.out().strip();
      await().atMost(LONG).until(() -> ask(url, next, "/api/v1/me") == 200);
      assertThat(ask(url, key, "/api/v1/me")).as("no overlap was wanted").isEqualTo(401);
      assertThat(Ran.on(cluster, "keys", "revoke", "boss").code()).isZero();
      await().atMost(LONG).until(() -> ask(url, next, "/api/v1/me") == 401);

      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(Ran.on(cluster, "audit-log").out())
                      .contains("keys create  key:boss  done -> Administrator; administrator@all")
                      .contains("keys revoke  key:boss")
                      .contains("POST /api/v1/reference")
                      .contains("revoked-key")
                      .doesNotContain(key, next));
    }
  }

  @Test
  void shouldNotBeOpenToOthersByMistake() {
    Ran open =
        Ran.tanliu(
            "serve",
            "--access",
            "open",
            "--host",
            "0.0.0.0",
            "--bootstrap",
            "127.0.0.1:1",
            "--registry",
            "http://127.0.0.1:1");
    assertThat(open.code()).isEqualTo(2);
    assertThat(open.err()).contains("--insecure-bind");
  }
}
