// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A program in a process of its own; what it says goes to files beside it. */
final class Command implements AutoCloseable {
  private static final Path JAR = Places.ROOT.resolve("modules/app/target/tanliu.jar");

  private final String text;
  private final Process process;
  private final Path out;
  private final Path err;

  private Command(List<String> command, Path directory, Map<String, String> environment) {
    text = String.join(" ", command);
    try {
      out = Files.createTempFile(directory, "out-", ".txt");
      err = Files.createTempFile(directory, "err-", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the built {@code tanliu} command on the JDK that runs the tests. */
  static Command tanliu(Path directory, int heapMegabytes, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heapMegabytes + "m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(arguments);
    // What a push remembers must not outlive the test.
    return new Command(
        command, directory, Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString()));
  }

  /** Starts any other program. */
  static Command program(Path directory, Map<String, String> environment, List<String> command) {
    return new Command(command, directory, environment);
  }

  /** Waits for the end. */
  Finished await(Duration timeout) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(text + " did not end within " + timeout + "\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + text, e);
    }
    return new Finished(process.exitValue(), out(), err());
  }

  /** Waits for a line that begins like this, and gives the rest of it. */
  String awaitLine(String beginning, Duration timeout) {
    return Awaitility.await(beginning + " of " + text)
        .atMost(timeout)
        .pollInterval(Duration.ofMillis(50))
        .failFast(text + " ended early", () -> !alive() && line(beginning).isEmpty())
        .until(() -> line(beginning), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<String> line(String beginning) {
    String said = out();
    // The last line may still be on its way.
    return said.substring(0, said.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(beginning.length()).strip())
        .findFirst();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    await(Duration.ofSeconds(10));
  }

  /** Asks it to end, as Ctrl-C does in effect, and waits. */
  Finished stop(Duration timeout) {
    process.destroy();
    return await(timeout);
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  String output() {
    return "--- out\n" + out() + "--- err\n" + err();
  }

  /** What a program leaves behind. */
  record Finished(int code, String out, String err) {
    /** Fails with everything that it said unless it ended well. */
    Finished orFail() {
      if (code != 0) {
        throw new AssertionError("exit code " + code + "\n--- out\n" + out + "--- err\n" + err);
      }
      return this;
    }
  }

  @Override
  public void close() {
    if (alive()) {
      kill();
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
