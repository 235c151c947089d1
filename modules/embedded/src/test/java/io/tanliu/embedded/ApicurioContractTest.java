// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tanliu.wire.registry.HttpRegistryClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same list against Apicurio Registry, which needs a JDK 21 or newer for itself. */
class ApicurioContractTest implements RegistryContract {
  private static final Path HOME = Path.of("target", "apicurio");
  private static Process process;
  private static String url;

  @BeforeAll
  static void start() throws IOException {
    Path jdk = Jdk.atLeast(21).orElse(null);
    if (jdk == null) {
      abort("Apicurio needs a JDK 21 or newer beside the one that builds; none was found");
    }
    if (!Files.exists(HOME.resolve("quarkus-run.jar"))) {
      abort("Apicurio is not unpacked in " + HOME.toAbsolutePath() + "; run this through Maven");
    }
    int port = freePort();
    url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    process =
        new ProcessBuilder(
                jdk.resolve("bin/java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + freePort(),
                "-jar",
                HOME.resolve("quarkus-run.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(HOME.resolve("apicurio.log").toFile())
            .start();
    HttpRegistryClient client = HttpRegistryClient.of(Map.of("schema.registry.url", url));
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions()
        .until(() -> client.subjects() != null);
    client.setCompatibility(Optional.empty(), "FULL");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  @Override
  public Map<String, Object> config() {
    return Map.of("schema.registry.url", url);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
