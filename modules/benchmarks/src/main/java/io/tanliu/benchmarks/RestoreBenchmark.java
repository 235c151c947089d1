// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.app.LedgerGroup;
import io.tanliu.app.LedgerPart;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.LedgerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

/**
 * How long the ledger is away: fills it, then takes its state, stops it, and takes an instance out
 * of two, without and with a warm copy of its state on the other.
 */
final class RestoreBenchmark {
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration WARM = Duration.ofSeconds(2);

  private final Load load;
  private final int threads;
  private final Path directory;
  private final List<Row> rows = new ArrayList<>();

  /**
   * One way of coming back.
   *
   * @param what happened
   * @param seconds until all tasks run again and nothing is left to be read
   * @param bytes read from changelogs for it
   */
  record Row(String what, double seconds, double bytes) {}

  RestoreBenchmark(Load load, int threads, Path directory) {
    this.load = load;
    this.threads = threads;
    this.directory = directory;
  }

  /**
   * Measures, in the order of the table.
   *
   * @param starts whether a single instance's starts are measured too
   */
  List<Row> run(boolean starts) throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(directory.resolve("kafka"), 4);
        Admin admin = Admin.create(cluster.clientConfig())) {
      Broker broker = new Broker(admin);
      load.publish(cluster.clientConfig());
      Path first = directory.resolve("first");
      if (starts) {
        row("first start", cluster, broker, first);
        row("state directory deleted", cluster, broker, first, () -> Utils.delete(first.toFile()));
        row("stopped in order", cluster, broker, first);
      }
      takeOver("one of two leaves, no standby", 0, cluster, broker);
      takeOver("one of two leaves, one standby", 1, cluster, broker);
      return rows;
    }
  }

  /** Something done between two starts. */
  private interface Step {
    void run() throws Exception;
  }

  private void row(String what, EmbeddedCluster cluster, Broker broker, Path state)
      throws Exception {
    row(what, cluster, broker, state, () -> {});
  }

  private void row(String what, EmbeddedCluster cluster, Broker broker, Path state, Step before)
      throws Exception {
    before.run();
    try (LedgerPart ledger = ledger(cluster, state)) {
      long start = System.nanoTime();
      ledger.start();
      awaitRunning(ledger);
      broker.awaitLagZero(LedgerPart.APPLICATION_ID, LONGEST);
      rows.add(new Row(what, seconds(start), ledger.restoredBytes()));
    }
  }

  /** From the end of the second instance until the first has done what came in after it. */
  private void takeOver(String what, int standby, EmbeddedCluster cluster, Broker broker)
      throws Exception {
    LedgerGroup.standbyReplicas(cluster.clientConfig(), standby);
    try (LedgerPart stays = ledger(cluster, directory.resolve("stays-" + standby))) {
      try (LedgerPart leaves = ledger(cluster, directory.resolve("leaves-" + standby))) {
        // What leaves is there first and alone: had the other ever held its tasks, it would still
        // have their files, and nothing would be restored.
        leaves.start();
        awaitRunning(leaves);
        broker.awaitLagZero(LedgerPart.APPLICATION_ID, LONGEST);
        stays.start();
        awaitWarm(stays);
        awaitRunning(leaves);
      }
      double before = stays.restoredBytes();
      long start = System.nanoTime();
      new Load(load.units(), load.points(), 1).publish(cluster.clientConfig());
      broker.awaitLagZero(LedgerPart.APPLICATION_ID, LONGEST);
      rows.add(new Row(what, seconds(start), stays.restoredBytes() - before));
    }
  }

  private LedgerPart ledger(EmbeddedCluster cluster, Path state) {
    return new LedgerPart(
        LedgerSettings.DEFAULT,
        cluster.clientConfig(),
        state,
        threads,
        Seeds.load(),
        new SimpleMeterRegistry());
  }

  private static void awaitRunning(LedgerPart ledger) throws InterruptedException {
    while (!ledger.running()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Its share has come from the changelogs and nothing more comes: all copies are warm. */
  private static void awaitWarm(LedgerPart ledger) throws InterruptedException {
    double before = 0;
    while (!ledger.running() || before == 0 || ledger.restoredBytes() != before) {
      before = ledger.restoredBytes();
      TimeUnit.MILLISECONDS.sleep(WARM.toMillis());
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Prints a table. */
  void print() {
    System.out.printf(
        "%d units x %d points x %d minutes, %d readings%n",
        load.units(), load.points(), load.minutes(), load.readings());
    System.out.println("| | seconds | MB restored | bytes per reading |");
    System.out.println("|---|---|---|---|");
    for (Row row : rows) {
      System.out.printf(
          "| %s | %.1f | %.1f | %.1f |%n",
          row.what(), row.seconds(), row.bytes() / 1e6, row.bytes() / load.readings());
    }
  }
}
