// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.app.LedgerPart;
import io.tanliu.reference.Seeds;
import io.tanliu.testkit.TestFactors;
import io.tanliu.topology.LedgerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One instance of the ledger in a process of its own, as {@code serve} runs it. */
final class InstanceProcess {
  /** A killed instance's open transaction holds up its heir for so long at most. */
  private static final int TRANSACTION_TIMEOUT_MILLIS = 10_000;

  private InstanceProcess() {}

  /** Arguments: broker, registry, state directory, threads, horizon. */
  public static void main(String[] arguments) throws InterruptedException {
    Child.endWithParent();
    LedgerPart ledger =
        ledger(
            clients(arguments[0], arguments[1]),
            Path.of(arguments[2]),
            Integer.parseInt(arguments[3]),
            Duration.parse(arguments[4]),
            LedgerSettings.DEFAULT.publishInterval());
    ledger.start();
    while (!ledger.running()) {
      Child.pause(Duration.ofMillis(50));
    }
    Child.ready("running");
    Thread.currentThread().join();
  }

  static Map<String, Object> clients(String broker, String registry) {
    Map<String, Object> clients = new HashMap<>();
    clients.put("bootstrap.servers", broker);
    clients.put("schema.registry.url", registry);
    clients.put("producer.transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
    clients.put("statestore.cache.max.bytes", 16L << 20);
    return clients;
  }

  static LedgerPart ledger(
      Map<String, Object> clients,
      Path stateDirectory,
      int threads,
      Duration horizon,
      Duration publishInterval) {
    return new LedgerPart(
        new LedgerSettings(LedgerSettings.DEFAULT.zone(), horizon, publishInterval),
        clients,
        stateDirectory,
        threads,
        new TestFactors(),
        Story.MEMBERSHIP,
        Seeds.load().rules(),
        new SimpleMeterRegistry());
  }
}
