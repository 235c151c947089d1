// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.tanliu.benchmarks.exact.Correctness;
import io.tanliu.benchmarks.exact.Kills;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/**
 * Runs a benchmark by its name: {@code correctness}, {@code kills}, {@code restore}, {@code
 * latency}, {@code edge}, {@code devices}, {@code page}, or the ledger's throughput when no name is
 * given.
 */
public final class Main {
  private static final Map<String, Integer> LATENCY =
      Map.of(
          "units", 50, "points", 100, "rate", 5_000, "probes", 200, "seconds", 60, "heap", 1_536);

  private static final Map<String, Integer> DEVICES =
      Map.of("devices", 5_000, "minutes", 10, "seconds", 60, "spread", 60, "restart", 0);

  private Main() {}

  /** First a name, then {@code name=number}. */
  public static void main(String[] args) throws Exception {
    String mode = args.length == 0 || args[0].contains("=") ? "" : args[0];
    String[] rest = mode.isEmpty() ? args : Arrays.copyOfRange(args, 1, args.length);
    switch (mode) {
      case "", "ledger" -> LedgerBenchmark.main(rest);
      case "kills" -> kills(numbers(rest, Map.of("runs", 5, "seed", 1, "keep", 0)));
      case "correctness" -> correctness(numbers(rest, Map.of("units", 12, "hours", 48, "seed", 1)));
      case "restore" ->
          restore(numbers(rest, Map.of("units", 200, "points", 100, "minutes", 60, "threads", 2)));
      case "latency" -> latency(numbers(rest, LATENCY));
      case "edge" -> edge(numbers(rest, Map.of("points", 200, "minutes", 44_640, "heap", 1_536)));
      case "devices" -> devices(numbers(rest, DEVICES));
      case "page" -> page(PageSettings.of(rest));
      default ->
          throw new IllegalArgumentException(
              "mode: "
                  + mode
                  + " (expected: ledger, correctness, kills, restore, latency, edge, devices, page)");
    }
    System.exit(0);
  }

  private static void kills(Map<String, Integer> given) throws Exception {
    Path directory = Files.createTempDirectory("tanliu-kills");
    List<String> differences =
        Kills.run(given.get("runs"), given.get("seed"), directory, given.get("keep") != 0);
    differences.forEach(System.out::println);
    if (!differences.isEmpty()) {
      System.exit(1);
    }
  }

  private static void correctness(Map<String, Integer> given) throws Exception {
    Path directory = Files.createTempDirectory("tanliu-correctness");
    List<String> differences =
        Correctness.run(
            List.of(Correctness.Way.values()),
            given.get("units"),
            given.get("hours"),
            given.get("seed"),
            directory);
    Utils.delete(directory.toFile());
    differences.forEach(System.out::println);
    if (!differences.isEmpty()) {
      System.exit(1);
    }
  }

  private static void restore(Map<String, Integer> given) throws Exception {
    Load load = new Load(given.get("units"), given.get("points"), given.get("minutes"));
    Path directory = Files.createTempDirectory("tanliu-restore");
    RestoreBenchmark benchmark = new RestoreBenchmark(load, given.get("threads"), directory);
    benchmark.run(true);
    benchmark.print();
    Utils.delete(directory.toFile());
  }

  private static void latency(Map<String, Integer> given) throws Exception {
    Path directory = Files.createTempDirectory("tanliu-latency");
    try (DemoProcess demo = new DemoProcess(directory, given.get("heap"))) {
      HttpLoad load =
          new HttpLoad(demo, given.get("units"), given.get("points"), given.get("rate"));
      new LatencyBenchmark(demo, load, given.get("probes"), given.get("seconds")).run();
    }
    Utils.delete(directory.toFile());
  }

  private static void edge(Map<String, Integer> given) throws Exception {
    Path directory = Files.createTempDirectory("tanliu-edge");
    new EdgeBenchmark(given.get("points"), given.get("minutes"), directory).run(given.get("heap"));
    Utils.delete(directory.toFile());
  }

  private static void devices(Map<String, Integer> given) throws Exception {
    Path directory = Files.createTempDirectory("tanliu-devices");
    boolean right;
    try (DeviceBenchmark benchmark =
        new DeviceBenchmark(directory, given.get("devices"), given.get("minutes"))) {
      benchmark.register();
      right = benchmark.run(given.get("seconds"), given.get("spread"), given.get("restart") != 0);
    }
    Utils.delete(directory.toFile());
    if (!right) {
      System.exit(1);
    }
  }

  private static void page(PageSettings settings) throws Exception {
    Path directory = Files.createTempDirectory("tanliu-page");
    boolean right = PageBenchmark.run(settings, directory);
    Utils.delete(directory.toFile());
    if (!right) {
      System.exit(1);
    }
  }

  /** Numbers by name: those given over those by default. */
  static Map<String, Integer> numbers(String[] args, Map<String, Integer> byDefault) {
    Map<String, Integer> given = new TreeMap<>(byDefault);
    for (String arg : args) {
      String[] pair = arg.split("=", 2);
      if (pair.length != 2 || !given.containsKey(pair[0])) {
        throw new IllegalArgumentException(
            arg + " (expected: name=number of " + given.keySet() + ")");
      }
      given.put(pair[0], Integer.valueOf(pair[1]));
    }
    return given;
  }
}
