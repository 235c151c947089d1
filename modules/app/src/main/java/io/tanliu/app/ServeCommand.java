// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.app.http.TlsSettings;
import io.tanliu.app.report.ReportKeys;
import io.tanliu.query.QuerySettings;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.LedgerSettings;
import io.tanliu.wire.TopicAdmin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs parts against an existing cluster and registry. */
@Command(
    name = "serve",
    description = "Runs parts against an existing Kafka cluster and schema registry.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--roles",
      split = ",",
      defaultValue = "gateway,streams,query,notifier",
      description = "Parts to run: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  List<Role> roles;

  @Option(names = "--bootstrap", required = true, description = "host:port of Kafka brokers.")
  String bootstrap;

  @Option(names = "--registry", required = true, description = "URL of the schema registry.")
  String registry;

  @Option(
      names = "--config",
      description =
          "Properties file for Kafka clients, Kafka Streams and registry: security, serializers.")
  Optional<Path> config;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on.")
  String host;

  @Option(names = "--port", defaultValue = "8080", description = "HTTP port; 0 for a free one.")
  int port;

  @Mixin DeviceOptions devices;

  @Mixin TlsOptions tls;

  @Mixin MqttOptions mqtt;

  @Option(
      names = "--access",
      description =
          "required (the default): callers show a key, token or client certificate; open: everybody"
              + " may do everything, on loopback addresses only.")
  Optional<Access> access;

  @Option(
      names = "--insecure-bind",
      description = "Lets --access open listen on an address that others reach.")
  boolean insecureBind;

  /** Who may call. */
  enum Access {
    REQUIRED,
    OPEN
  }

  @Option(
      names = "--advertised",
      description = "host:port at which the other instances reach this one; default: host:port.")
  Optional<String> advertised;

  @Option(
      names = "--data",
      defaultValue = "tanliu-data",
      description = "Directory of the state stores; default: ${DEFAULT-VALUE}.")
  Path data;

  @Option(names = "--threads", defaultValue = "2", description = "Stream threads of the ledger.")
  int threads;

  @Option(
      names = "--report-key",
      description =
          "Key file with which reports are sealed, as attest keygen makes it; default: this instance"
              + " seals none.")
  Optional<Path> reportKey;

  @Mixin GwpOption gwp;

  @Option(
      names = "--standby",
      description =
          "Copies of the ledger's and the query part's state that other instances keep warm: 1 is"
              + " recommended for two instances or more; default: as it was set before, at first"
              + " 0.")
  Optional<Integer> standby;

  @Option(
      names = "--create-topics",
      description = "Creates missing topics with this many partitions.")
  Optional<Integer> partitions;

  @Option(
      names = "--replication",
      defaultValue = "3",
      description = "Replicas of created topics; default: ${DEFAULT-VALUE}.")
  short replication;

  @Override
  public Integer call() throws Exception {
    Map<String, Object> clients = clients();
    if (partitions.isPresent()) {
      try (Admin admin = Admin.create(clients)) {
        TopicAdmin.ensure(admin, partitions.get(), replication);
      }
    }
    if (standby.isPresent()) {
      LedgerGroup.standbyReplicas(clients, standby.get());
      LedgerGroup.standbyReplicas(clients, QuerySettings.APPLICATION_ID, standby.get());
    }
    PlatformSettings settings =
        new PlatformSettings(
            EnumSet.copyOf(roles),
            host,
            port,
            advertised,
            clients,
            data,
            threads,
            LedgerSettings.DEFAULT);
    Platform platform = new Platform(settings, Seeds.load(gwp.gwp));
    Shutdown shutdown = Shutdown.closing(List.of(platform));
    platform.start();
    while (!platform.awaitUp(Duration.ofMinutes(1)) && !shutdown.requested()) {
      spec.commandLine().getErr().println("still starting; see /health");
    }
    String scheme = clients.containsKey(TlsSettings.CERTIFICATE) ? "https" : "http";
    spec.commandLine().getOut().println("READY " + scheme + "://" + host + ":" + platform.port());
    shutdown.await();
    return 0;
  }

  /** Open to everybody is for this machine alone, unless somebody insists. */
  private void checkOpen(Map<String, Object> clients) throws IOException {
    boolean open = "open".equalsIgnoreCase(String.valueOf(clients.get(AccessPart.ACCESS)).strip());
    if (open && !insecureBind && !InetAddress.getByName(host).isLoopbackAddress()) {
      throw new ParameterException(
          spec.commandLine(),
          "--access open at "
              + host
              + " would let everybody in: use --access required, a loopback address, or say"
              + " --insecure-bind");
    }
    if (open) {
      spec.commandLine()
          .getErr()
          .println("access is OPEN: everybody who reaches " + host + " may do everything");
    }
  }

  private Map<String, Object> clients() throws IOException {
    Map<String, Object> clients = new HashMap<>();
    if (config.isPresent()) {
      Properties properties = new Properties();
      try (InputStream in = Files.newInputStream(config.get())) {
        properties.load(in);
      }
      properties.stringPropertyNames().forEach(k -> clients.put(k, properties.getProperty(k)));
    }
    clients.put("bootstrap.servers", bootstrap);
    clients.put("schema.registry.url", registry);
    tls.into(clients);
    mqtt.into(clients);
    reportKey.ifPresent(file -> clients.put(ReportKeys.FILE, file.toString()));
    access.ifPresent(chosen -> clients.put(AccessPart.ACCESS, chosen.name()));
    checkOpen(clients);
    devices.into(host, clients);
    return clients;
  }
}
