// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A part of the system in a process of its own, which says {@code READY} when it is. */
final class JavaProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private final Process process;

  /** Starts it and waits until it is ready. */
  JavaProcess(Path log, int heapMegabytes, String main, List<String> args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMegabytes + "m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(args);
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!Files.readString(log).contains("READY ")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IllegalStateException(main + " did not come up; it said: " + log);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** CPU time so far, in seconds. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  /** Asks it to end, and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
