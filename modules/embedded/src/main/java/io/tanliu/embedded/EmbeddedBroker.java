// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker (KRaft, one node) in this process, reachable from this machine only. What it
 * holds survives restarts, clean or not.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final int ATTEMPTS = 5;

  private final DataDirectory data;
  private final KafkaNode node;
  private final int port;
  private boolean closed;

  private EmbeddedBroker(DataDirectory data, KafkaNode node, int port) {
    this.data = data;
    this.node = node;
    this.port = port;
  }

  /**
   * Starts a broker and returns when it serves.
   *
   * @param dataDir its directory, created when missing
   * @param port port for clients; 0 for any free one
   * @throws IllegalStateException when the directory or the port is in use
   */
  public static EmbeddedBroker start(Path dataDir, int port) {
    long began = System.nanoTime();
    DataDirectory data = DataDirectory.take(dataDir);
    try {
      Path logDir = data.path().resolve("kafka");
      format(logDir);
      EmbeddedBroker broker = start(data, logDir, port);
      LOG.info(
          "Broker {} with data in {} serves after {} ms",
          broker.bootstrapServers(),
          dataDir,
          (System.nanoTime() - began) / 1_000_000);
      return broker;
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /** Between choosing a free port and binding it somebody may take it; then another is chosen. */
  private static EmbeddedBroker start(DataDirectory data, Path logDir, int port) {
    RuntimeException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int clientPort = checkedPort(port);
      KafkaNode node =
          new KafkaNode(
              new KafkaConfig(BrokerSettings.of(logDir, clientPort, checkedPort(0)), false),
              logDir);
      try {
        node.start();
        return new EmbeddedBroker(data, node, clientPort);
      } catch (KafkaException e) {
        node.close();
        last = e;
      }
    }
    throw last;
  }

  private static int checkedPort(int wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("Port " + wanted + " is in use (expected: a free port)", e);
    }
  }

  private static String clusterId(Path logDir) throws IOException {
    Path file = logDir.resolve("meta.properties");
    if (!Files.exists(file)) {
      return Uuid.randomUuid().toString();
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    return properties.getProperty("cluster.id", "");
  }

  private static void format(Path logDir) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      new Formatter()
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(clusterId(logDir))
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .addDirectory(logDir.toString())
          .setMetadataLogDirectory(logDir.toString())
          .setIgnoreFormatted(true)
          .setPrintStream(out)
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot format " + logDir, e);
    } catch (Exception e) {
      throw new IllegalStateException("Cannot format " + logDir, e);
    }
    LOG.debug("{}", said.toString(StandardCharsets.UTF_8).strip());
  }

  /** Address for clients: {@code host:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Port for clients. */
  public int port() {
    return port;
  }

  /** Stops the broker and returns when all data is on disk. A second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    node.close();
    data.close();
  }
}
