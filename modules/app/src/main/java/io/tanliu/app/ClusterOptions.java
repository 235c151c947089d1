// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.domain.time.Granularity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command finds a running system: by its addresses, or by the directory of a demo. */
final class ClusterOptions {
  private static final String BOOTSTRAP = "bootstrap.servers";
  private static final String REGISTRY = "schema.registry.url";
  private static final String URL = "url";
  private static final String DEFAULT_URL = "http://127.0.0.1:8080";

  @Spec(Target.MIXEE)
  CommandSpec spec;

  @Option(names = "--bootstrap", description = "host:port of Kafka brokers.")
  Optional<String> bootstrap;

  @Option(names = "--registry", description = "URL of the schema registry.")
  Optional<String> registry;

  @Option(
      names = "--config",
      description = "Properties file for Kafka clients and registry: security, serializers.")
  Optional<Path> config;

  @Option(
      names = "--data",
      defaultValue = "tanliu-data",
      description =
          "Directory of a running demo, which tells where it is; default: ${DEFAULT-VALUE}.")
  Path data;

  /**
   * Configuration of Kafka clients and registry.
   *
   * @throws ParameterException when nothing says where the cluster is
   */
  Map<String, Object> clients() throws IOException {
    Map<String, Object> clients = new HashMap<>();
    if (bootstrap.isEmpty() || registry.isEmpty()) {
      clients.putAll(found());
      clients.remove(URL);
    }
    if (config.isPresent()) {
      clients.putAll(read(config.get()));
    }
    bootstrap.ifPresent(address -> clients.put(BOOTSTRAP, address));
    registry.ifPresent(address -> clients.put(REGISTRY, address));
    if (!clients.containsKey(BOOTSTRAP) || !clients.containsKey(REGISTRY)) {
      throw new ParameterException(
          spec.commandLine(),
          "--bootstrap and --registry say where the system is, or --data with the directory of a"
              + " running demo (no "
              + endpoints()
              + ")");
    }
    return clients;
  }

  /** From when on a demo in the directory publishes its fine windows, epoch milliseconds. */
  Map<Granularity, Long> publishedFrom() throws IOException {
    return bootstrap.isPresent() ? Map.of() : HistoryDetail.known(data);
  }

  /** Address of the gateway: as given, or of the demo. */
  URI url(Optional<URI> given) throws IOException {
    return given.isPresent()
        ? given.get()
        : URI.create(bootstrap.isPresent() ? DEFAULT_URL : found().getOrDefault(URL, DEFAULT_URL));
  }

  private Path endpoints() {
    return data.resolve("endpoints.properties");
  }

  private Map<String, String> found() throws IOException {
    return Files.exists(endpoints()) ? read(endpoints()) : Map.of();
  }

  private static Map<String, String> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    Map<String, String> values = new HashMap<>();
    properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k)));
    return values;
  }
}
