// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program of this class path in a JVM of its own, which can be killed. */
final class Child implements AutoCloseable {
  private static final String READY = "READY ";

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts the JVM itself, no shell around it: what is killed is what works.
   *
   * @param name for messages
   * @param log file that takes what it says
   * @param heapMegabytes heap
   */
  static Child start(
      String name, Path log, int heapMegabytes, Class<?> program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heapMegabytes + "m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Child(name, process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For a child: ends it when its parent has ended, however that was. */
  static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // The parent says nothing; it only is there.
                }
              } catch (IOException e) {
                // It is gone.
              }
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** For a child: says that it is ready. */
  static void ready(String... words) {
    System.out.println(READY + String.join(" ", words));
  }

  /** Waits until it is ready and gives the words that it said. */
  List<String> awaitReady(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      Optional<String> line = readyLine();
      if (line.isPresent()) {
        return List.of(line.get().substring(READY.length()).split(" "));
      }
      pause(Duration.ofMillis(50));
    }
    throw new IllegalStateException(
        name + " is not ready after " + timeout + "; it said: " + log.toAbsolutePath());
  }

  private Optional<String> readyLine() {
    try {
      String said = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      // The last line may still be on its way.
      return said.substring(0, said.lastIndexOf('\n') + 1)
          .lines()
          .filter(line -> line.startsWith(READY))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Ends it at once: on Unix with SIGKILL. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
