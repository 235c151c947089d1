// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tanliu.wire.registry.HttpRegistryClient;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A real Apicurio Registry in a process of its own, with its data in memory. */
final class Apicurio implements AutoCloseable {
  private final Process process;
  private final String url;

  private Apicurio(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts Apicurio and returns when it answers; skips the test, saying why, where it cannot run.
   *
   * @param work where it is unpacked
   */
  static Apicurio start(Path work) throws IOException {
    Path jdk = Jdk.atLeast(21).orElse(null);
    if (jdk == null) {
      abort("Apicurio needs a JDK 21 or newer beside the one that builds; none was found");
    }
    Path archive = Path.of(System.getProperty("tanliu.apicurio.archive", "missing"));
    if (!Files.exists(archive)) {
      abort("Apicurio's archive is not there; run this test through Maven, which fetches it");
    }
    unpack(archive, work);
    int port = freePort();
    Process process =
        new ProcessBuilder(
                jdk.resolve("bin/java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + freePort(),
                "-jar",
                work.resolve("quarkus-run.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("apicurio.log").toFile())
            .start();
    Apicurio apicurio = new Apicurio(process, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
    apicurio.awaitAnswer();
    return apicurio;
  }

  String url() {
    return url;
  }

  private void awaitAnswer() {
    HttpRegistryClient client = HttpRegistryClient.of(Map.of("schema.registry.url", url));
    try {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(300))
          .ignoreExceptions()
          .until(() -> client.subjects() != null);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static void unpack(Path archive, Path target) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = entry.resolveIn(target);
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
