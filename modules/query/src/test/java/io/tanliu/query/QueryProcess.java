// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** One instance of the query part in a process of its own, which can be killed. */
final class QueryProcess implements AutoCloseable {
  private final Process process;

  private QueryProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts one and waits until its server listens.
   *
   * @param dir of its state and its log
   */
  static QueryProcess start(Map<String, Object> kafka, String application, Path dir)
      throws IOException {
    Files.createDirectories(dir);
    Path port = dir.resolve("port");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(QueryProcess.class.getName(), application, dir.toString()));
    kafka.forEach((key, value) -> command.add(key + "=" + value));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("log").toFile())
            .start();
    QueryProcess started = new QueryProcess(process);
    Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> Files.exists(port) || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError(Files.readString(dir.resolve("log")));
    }
    return started;
  }

  /** As kill -9 does: nothing is closed and nobody is told. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** The process itself: application, directory, and the settings of the cluster. */
  public static void main(String[] arguments) throws IOException {
    Map<String, Object> kafka = new HashMap<>();
    for (int i = 2; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      kafka.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
    }
    Path dir = Path.of(arguments[1]);
    QueryServer server =
        new QueryServer(QueryServer.settings(arguments[0], dir.resolve("state")), kafka);
    Path port = Files.createTempFile(dir, "port", "");
    Files.writeString(port, Integer.toString(server.port()));
    Files.move(port, dir.resolve("port"));
  }
}
