// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real MQTT broker (Eclipse Mosquitto) that keeps its sessions when it is restarted. */
public final class Mosquitto implements AutoCloseable {
  /** Why a test is skipped. */
  public static final String MISSING = "mosquitto is not installed";

  private static final long PATIENCE_SECONDS = 60;
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final Path directory;
  private final int port;
  private final List<String> more;
  private Process process;

  private Mosquitto(Path directory, int port, List<String> more) {
    this.directory = directory;
    this.port = port;
    this.more = more;
  }

  /** Where the program is; empty when it is not installed. */
  public static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(place -> Path.of(place, "mosquitto"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts one on a free port of the loopback address that loses no message of a kept session.
   *
   * @param directory what it keeps and says
   * @param more lines of its configuration; anyone may come in when there are none
   */
  public static Mosquitto start(Path directory, String... more) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Mosquitto broker = new Mosquitto(directory, freePort(), List.of(more));
    broker.start();
    return broker;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its port, the same after a restart. */
  public int port() {
    return port;
  }

  /** Starts it, again on what it kept. */
  public void start() {
    Path config = directory.resolve("mosquitto.conf");
    Path log = directory.resolve("mosquitto.log");
    try {
      Files.writeString(
          config,
          String.join(
                  "\n",
                  "listener " + port + " 127.0.0.1",
                  "user " + System.getProperty("user.name"),
                  "persistence true",
                  "persistence_location " + directory + "/",
                  "max_queued_messages 0",
                  "max_inflight_messages 500",
                  "log_dest stderr",
                  more.isEmpty() ? "allow_anonymous true" : String.join("\n", more))
              + "\n");
      process =
          new ProcessBuilder(program().orElseThrow().toString(), "-c", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      awaitListening(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void awaitListening(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!listening()) {
      boolean ended = process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() > end) {
        throw new IllegalStateException("mosquitto does not listen:\n" + Files.readString(log));
      }
    }
  }

  private boolean listening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it as a service manager does; it writes down what it keeps. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("mosquitto does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
