// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.app.LedgerPart;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.LedgerSettings;
import io.tanliu.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Preloads frames, then times the ledger topology from its start to lag 0 on a real broker with
 * exactly_once_v2, beside a pass-through of the same records in the same run. Start of a topology
 * is part of its time: load enough that it does not matter.
 *
 * <p>Arguments: {@code units=1000 points=100 minutes=20 threads=2 every=60 copy=1 most=0}. Each
 * {@code every} seconds it prints what the ledger did in them, so a long load shows whether the
 * rate holds. Everything is preloaded: nothing makes load while the ledger runs. {@code copy=0}
 * leaves out the pass-through, {@code most} ends the run after so many seconds instead of at lag 0.
 */
public final class LedgerBenchmark {
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Load load;
  private final int threads;
  private final Duration every;
  private final boolean copy;
  private final Duration most;

  private LedgerBenchmark(Load load, int threads, Duration every, boolean copy, Duration most) {
    this.load = load;
    this.threads = threads;
    this.every = every;
    this.copy = copy;
    this.most = most;
  }

  /** Runs and prints a table. */
  public static void main(String[] args) throws Exception {
    Map<String, Integer> byDefault = new HashMap<>();
    byDefault.put("units", 1_000);
    byDefault.put("points", 100);
    byDefault.put("minutes", 20);
    byDefault.put("threads", 2);
    byDefault.put("every", 60);
    byDefault.put("copy", 1);
    byDefault.put("most", 0);
    Map<String, Integer> given = Main.numbers(args, byDefault);
    Load load = new Load(given.get("units"), given.get("points"), given.get("minutes"));
    Duration every = Duration.ofSeconds(given.get("every"));
    Duration most = Duration.ofSeconds(given.get("most"));
    new LedgerBenchmark(load, given.get("threads"), every, given.get("copy") != 0, most).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path directory = Files.createTempDirectory("tanliu-benchmark");
    try (EmbeddedCluster cluster = EmbeddedCluster.start(directory.resolve("kafka"), 4);
        Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
      Broker broker = new Broker(admin);
      System.out.printf(
          "%d units x %d points, %d frames of %d readings, %d stream thread(s), JDK %s%n",
          load.units(),
          load.points(),
          load.frames(),
          load.points(),
          threads,
          System.getProperty("java.version"));
      load.publish(cluster.clientConfig());
      System.out.printf(
          "loaded: %.1f bytes per reading in the topic%n",
          (double) broker.bytes(Load.FRAMES::equals) / load.readings());
      double through = copy ? passThrough(cluster, broker, directory) : Double.NaN;
      double ledger = ledger(cluster, broker, directory);
      System.out.printf("ledger / pass-through: %.3f%n", ledger / through);
    }
  }

  private double passThrough(EmbeddedCluster cluster, Broker broker, Path directory)
      throws Exception {
    broker.create(PassThrough.TARGET, 4);
    Properties properties =
        LedgerPart.properties(cluster.clientConfig(), directory.resolve("pass"), threads);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, PassThrough.APPLICATION_ID);
    try (KafkaStreams streams = new KafkaStreams(PassThrough.topology(), properties)) {
      Stretch whole = Stretch.begin("pass-through", 0);
      streams.start();
      broker.awaitLagZero(PassThrough.APPLICATION_ID, LONGEST);
      return whole.end(load.readings());
    }
  }

  private double ledger(EmbeddedCluster cluster, Broker broker, Path directory) throws Exception {
    Path state = directory.resolve("ledger");
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (LedgerPart ledger =
            new LedgerPart(
                LedgerSettings.DEFAULT,
                cluster.clientConfig(),
                state,
                threads,
                Seeds.load(),
                meters);
        Progress progress = new Progress(meters, every)) {
      Stretch whole = Stretch.begin("ledger", 0);
      ledger.start();
      progress.start();
      if (most.isZero()) {
        broker.awaitLagZero(LedgerPart.APPLICATION_ID, LONGEST);
      } else {
        TimeUnit.SECONDS.sleep(most.toSeconds());
      }
      progress.stop();
      long readings = progress.readings();
      double rate = whole.end(readings);
      System.out.printf("ledger: accepted %d of %d readings%n", progress.accepted(), readings);
      print(
          readings, "written to changelogs", Bytes.written(topic -> topic.endsWith("-changelog")));
      print(
          readings,
          "written to the roll-up",
          Bytes.written(topic -> topic.endsWith("-repartition")));
      print(readings, "written to results", Bytes.written(LedgerBenchmark::isResult));
      print(readings, "in state", Bytes.stored(state));
      return rate;
    }
  }

  private static boolean isResult(String topic) {
    return topic.startsWith(Topics.PREFIX + "metric.")
        || topic.startsWith(Topics.PREFIX + "quality.");
  }

  private static void print(long readings, String what, Map<String, Long> bytes) {
    System.out.printf(
        "ledger: bytes per reading %s: %s%n", what, Bytes.perReading(bytes, (double) readings));
  }
}
