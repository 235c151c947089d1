// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.app.report.ReportKeys;
import io.tanliu.domain.time.Granularity;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.reference.Seeds;
import io.tanliu.simulator.Simulator;
import io.tanliu.simulator.SimulatorSettings;
import io.tanliu.topology.LedgerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything in one process: broker, registry, all parts, and a simulated province. */
@Command(
    name = "demo",
    description = "Runs everything in one process, with a simulated province.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final String HOST = "127.0.0.1";
  private static final Duration LONGEST_START = Duration.ofMinutes(5);

  @Spec CommandSpec spec;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "HTTP port; 0 for a free one; default: ${DEFAULT-VALUE}.")
  int port;

  @Option(
      names = "--data",
      defaultValue = "tanliu-data",
      description = "Directory that keeps all data across restarts; default: ${DEFAULT-VALUE}.")
  Path data;

  @Option(names = "--kafka-port", defaultValue = "0", description = "Broker port; 0: a free one.")
  int kafkaPort;

  @Option(
      names = "--registry-port",
      defaultValue = "0",
      description = "Schema registry port; 0: a free one.")
  int registryPort;

  @Option(
      names = "--hj212-port",
      defaultValue = "0",
      description = "Port of the door for devices that speak HJ 212; 0: a free one.")
  int devicePort;

  @Option(
      names = "--partitions",
      defaultValue = "2",
      description = "Partitions of each topic; the same at every start; default: ${DEFAULT-VALUE}.")
  int partitions;

  @Option(
      names = "--simulate",
      defaultValue = "province",
      description = "What to simulate: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  Simulate simulate;

  @Option(
      names = "--history",
      defaultValue = "365d",
      converter = DurationText.class,
      description = "Simulated history before now, e.g. 30d; default: ${DEFAULT-VALUE}.")
  Duration history;

  @Option(
      names = "--seed",
      defaultValue = "36",
      description = "Decides everything that is simulated; default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--finest",
      defaultValue = "QUARTER_HOUR",
      description =
          "Finest windows that a new data directory publishes: ${COMPLETION-CANDIDATES}; DAY spares"
              + " much where meters are read once a day; default: ${DEFAULT-VALUE}.")
  Finest finest;

  /** Finest windows of a demo. */
  enum Finest {
    /** Everything. */
    QUARTER_HOUR(Granularity.QUARTER_HOUR),
    /** No quarter hours. */
    HOUR(Granularity.HOUR),
    /** Days, months and years. */
    DAY(Granularity.DAY);

    private final Granularity granularity;

    Finest(Granularity granularity) {
      this.granularity = granularity;
    }
  }

  /** What a demo simulates. */
  enum Simulate {
    /** A small province of made-up units. */
    PROVINCE,
    /** Nothing: the system waits for real data. */
    NONE
  }

  @Option(
      names = "--browser",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Opens the page in a browser where there is a terminal and a screen.")
  boolean browser;

  @Mixin GwpOption gwp;

  @Mixin MqttOptions mqtt;

  @Option(names = "--threads", defaultValue = "2", description = "Stream threads of the ledger.")
  int threads;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Seeds seeds = Seeds.load(gwp.gwp);
    LedgerSettings ledger =
        LedgerSettings.DEFAULT.withPublishedFrom(
            HistoryDetail.decided(
                data, simulate == Simulate.PROVINCE, finest.granularity, Instant.now()));
    EmbeddedCluster cluster =
        EmbeddedCluster.start(data.resolve("kafka"), partitions, kafkaPort, registryPort);
    Map<String, Object> clients = new HashMap<>(cluster.clientConfig());
    clients.put(AccessPart.ACCESS, "open");
    clients.put("hj212.port", devicePort);
    clients.put(ReportKeys.FILE, ReportKeys.demo(data).toString());
    mqtt.into(clients);
    PlatformSettings settings =
        new PlatformSettings(
            EnumSet.allOf(Role.class),
            HOST,
            port,
            Optional.empty(),
            clients,
            data.resolve("state"),
            threads,
            ledger);
    Platform platform = new Platform(settings, seeds);
    List<AutoCloseable> closed = new CopyOnWriteArrayList<>(List.of(platform, cluster));
    Shutdown shutdown = Shutdown.closing(closed);
    platform.start();
    if (!platform.awaitUp(LONGEST_START)) {
      throw new IllegalStateException("not up after " + LONGEST_START + "; see /health");
    }
    String url = "http://" + HOST + ":" + platform.port();
    endpoints(cluster, url);
    out.printf(
        "Kafka %s  registry %s  HJ 212 %s:%d%n",
        cluster.bootstrap(), cluster.registryUrl(), HOST, platform.devicePort());
    out.println("access is open: for this machine only; serve asks for keys (docs/ACCESS.md)");
    out.println("READY " + url);
    out.flush();
    closed.add(0, new FirstAlert(url, out).start());
    if (browser) {
      Browser.open(url);
    }
    if (simulate == Simulate.PROVINCE) {
      Simulator simulator = simulator(URI.create(url), platform.devicePort(), seeds, out);
      closed.add(0, simulator);
      closed.add(0, new BacklogLog(platform::accepted, platform::taken, out).start());
      simulator.start();
    }
    shutdown.await();
    return 0;
  }

  private Simulator simulator(URI url, int devices, Seeds seeds, PrintWriter out) {
    SimulatorSettings settings =
        SimulatorSettings.of(url, data.resolve("simulator"), Clock.systemUTC())
            .withSeed(seed)
            .withHistory(history)
            .withDevices(new InetSocketAddress(InetAddress.getLoopbackAddress(), devices));
    return new Simulator(settings, seeds, new SimulatorLog(out));
  }

  /** Where things are, for scripts and foreign clients. */
  private void endpoints(EmbeddedCluster cluster, String url) throws IOException {
    Map<String, String> found =
        Map.of(
            "url", url,
            "bootstrap.servers", cluster.bootstrap(),
            "schema.registry.url", cluster.registryUrl());
    List<String> lines =
        found.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Object::toString).toList();
    Files.write(data.resolve("endpoints.properties"), lines);
  }
}
