// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.app.LedgerGroup;
import io.tanliu.benchmarks.exact.KillPlan.Victim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A broker with its registry and two instances of the ledger, each in a process of its own. */
final class Processes implements AutoCloseable {
  static final int PARTITIONS = 4;
  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final int THREADS = 2;
  private static final int BROKER_MEGABYTES = 384;
  private static final int INSTANCE_MEGABYTES = 256;

  private final Path directory;
  private final Duration horizon;
  private final Map<Victim, Child> children = new EnumMap<>(Victim.class);
  private String broker = "127.0.0.1:0";
  private String registry = "http://127.0.0.1:0";
  private int started;

  /**
   * @param directory for data and for what the processes say
   * @param horizon of corrections
   */
  Processes(Path directory, Duration horizon) {
    this.directory = directory;
    this.horizon = horizon;
  }

  /** Starts the broker and waits until it serves. */
  void startBroker() {
    start(Victim.BROKER);
    List<String> addresses = children.get(Victim.BROKER).awaitReady(LONGEST_START);
    broker = addresses.get(0);
    registry = addresses.get(1);
  }

  /**
   * Starts both instances and waits until they work.
   *
   * @param standby whether each keeps a copy of the other's state
   */
  void startInstances(boolean standby) throws InterruptedException {
    LedgerGroup.standbyReplicas(clients(), standby ? 1 : 0);
    start(Victim.FIRST_INSTANCE);
    start(Victim.SECOND_INSTANCE);
    children.get(Victim.FIRST_INSTANCE).awaitReady(LONGEST_START);
    children.get(Victim.SECOND_INSTANCE).awaitReady(LONGEST_START);
  }

  /** What a client needs to reach the broker; the same after a restart. */
  Map<String, Object> clients() {
    return Map.of("bootstrap.servers", broker, "schema.registry.url", registry);
  }

  /** Starts one and does not wait. */
  void start(Victim who) {
    String name = who.name().toLowerCase(java.util.Locale.ROOT);
    Path log = directory.resolve(name + "-" + started++ + ".log");
    if (who == Victim.BROKER) {
      List<String> arguments =
          List.of(
              directory.resolve("broker").toString(),
              Integer.toString(PARTITIONS),
              port(broker),
              port(registry));
      children.put(who, Child.start(name, log, BROKER_MEGABYTES, BrokerProcess.class, arguments));
    } else {
      List<String> arguments =
          List.of(
              broker,
              registry,
              directory.resolve(name).toString(),
              Integer.toString(THREADS),
              horizon.toString());
      children.put(
          who, Child.start(name, log, INSTANCE_MEGABYTES, InstanceProcess.class, arguments));
    }
  }

  private static String port(String address) {
    return address.substring(address.lastIndexOf(':') + 1);
  }

  void kill(Victim who) {
    children.get(who).kill();
  }

  /** Those that have ended without being killed, which must not be. */
  List<Victim> dead() {
    return children.entrySet().stream()
        .filter(child -> !child.getValue().alive())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public void close() {
    children.values().forEach(Child::close);
  }
}
