// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A running {@code tanliu demo} without simulated units. */
final class Demo implements AutoCloseable {
  /** Far above the 25 s that a start may take on a machine that does nothing else. */
  private static final Duration START = Duration.ofSeconds(120);

  private static final Duration STOP = Duration.ofSeconds(30);
  private static final int HEAP_MEGABYTES = 1024;
  private static final int CLIENT_HEAP_MEGABYTES = 256;

  private final Path directory;
  private final int port;
  private final List<String> more;
  private final Command command;
  private final Api api;

  private Demo(Path directory, int port, List<String> more) {
    this.directory = directory;
    this.port = port;
    this.more = more;
    List<String> arguments = new ArrayList<>(List.of("demo", "--simulate", "none"));
    arguments.addAll(List.of("--port", Integer.toString(port), "--data", data().toString()));
    arguments.addAll(more);
    command = Command.tanliu(directory, HEAP_MEGABYTES, arguments);
    try {
      api = new Api(command.awaitLine("READY", START));
    } catch (RuntimeException | Error e) {
      command.close();
      throw new AssertionError(command.output(), e);
    }
  }

  /** Starts one on a directory of its own, with further options. */
  static Demo start(String name, String... more) {
    return new Demo(Places.directory(name), Places.freePort(), List.of(more));
  }

  /** Another start on the same port and data, after this one has ended. */
  Demo again() {
    return new Demo(directory, port, more);
  }

  Command command() {
    return command;
  }

  Api api() {
    return api;
  }

  Records records() {
    return new Records(endpoint("bootstrap.servers"), endpoint("schema.registry.url"));
  }

  /** An address from the file that the demo writes for scripts and foreign clients. */
  String endpoint(String key) {
    Properties endpoints = new Properties();
    try (Reader in = Files.newBufferedReader(data().resolve("endpoints.properties"))) {
      endpoints.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return endpoints.getProperty(key);
  }

  /** Starts another command of {@code tanliu}, such as push, beside the demo. */
  Command start(List<String> arguments) {
    return Command.tanliu(directory, CLIENT_HEAP_MEGABYTES, arguments);
  }

  /** Runs another command to its end. */
  Command.Finished run(List<String> arguments) {
    try (Command client = start(arguments)) {
      return client.await(Duration.ofMinutes(3)).orFail();
    }
  }

  /** Loads a register document. */
  void apply(String yaml) {
    Path file = directory.resolve("register-" + Integer.toHexString(yaml.hashCode()) + ".yaml");
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(List.of("apply", "-f", file.toString(), "--url", api.url()));
  }

  /** The push of a file to this demo. */
  List<String> push(String unit, Path csv, String... more) {
    return push(api.url(), unit, csv, List.of(more));
  }

  /** The push of a file in the form of the public steel data set, as its users write it. */
  static List<String> push(String url, String unit, Path csv, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("push", "--url", url, "--unit", unit));
    arguments.addAll(List.of("--point", "E1", "--file", csv.toString()));
    arguments.addAll(List.of("--time-column", "date", "--time-format", "dd-MM-yyyy HH:mm"));
    arguments.addAll(List.of("--value-column", "Usage_kWh", "--interval", "15m"));
    arguments.addAll(List.of("--label", "end", "--midnight", "24h", "--zone", "+09:00"));
    arguments.addAll(more);
    return arguments;
  }

  /** Ends it as Ctrl-C does. */
  Command.Finished stop() {
    return command.stop(STOP);
  }

  /** The directory with all that it keeps. */
  Path data() {
    return directory.resolve("data");
  }

  @Override
  public void close() {
    command.close();
  }
}
