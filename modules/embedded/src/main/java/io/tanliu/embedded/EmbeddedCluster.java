// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import io.tanliu.wire.TopicAdmin;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Broker and registry in this process, with all topics of the catalogue. */
public final class EmbeddedCluster implements AutoCloseable {
  /** Partitions of every topic unless something else is asked for. */
  public static final int DEFAULT_PARTITIONS = 4;

  private final EmbeddedBroker broker;
  private final EmbeddedRegistry registry;

  private EmbeddedCluster(EmbeddedBroker broker, EmbeddedRegistry registry) {
    this.broker = broker;
    this.registry = registry;
  }

  /** {@link #start(Path, int, int, int)} on free ports. */
  public static EmbeddedCluster start(Path dir, int partitions) {
    return start(dir, partitions, 0, 0);
  }

  /**
   * Starts broker and registry and creates the topics that are missing.
   *
   * @param dir data directory, created when missing
   * @param partitions of every topic, 1 or more; the same at every start
   * @param brokerPort 0 for any free one
   * @param registryPort 0 for any free one
   * @throws IllegalStateException when directory or port is in use, or the topics in the directory
   *     have another number of partitions
   */
  public static EmbeddedCluster start(Path dir, int partitions, int brokerPort, int registryPort) {
    EmbeddedBroker broker = EmbeddedBroker.start(dir, brokerPort);
    EmbeddedRegistry registry = null;
    try {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        TopicAdmin.ensure(admin, partitions, (short) 1);
      }
      registry = EmbeddedRegistry.start(broker.bootstrapServers(), registryPort);
      return new EmbeddedCluster(broker, registry);
    } catch (RuntimeException e) {
      if (registry != null) {
        registry.close();
      }
      broker.close();
      throw e;
    }
  }

  /** Value of {@code bootstrap.servers}. */
  public String bootstrap() {
    return broker.bootstrapServers();
  }

  /** Value of {@code schema.registry.url}. */
  public String registryUrl() {
    return registry.url();
  }

  /** What a client needs to reach both. */
  public Map<String, Object> clientConfig() {
    return Map.of("bootstrap.servers", bootstrap(), "schema.registry.url", registryUrl());
  }

  /** Stops the registry, then the broker. */
  @Override
  public void close() {
    registry.close();
    broker.close();
  }
}
