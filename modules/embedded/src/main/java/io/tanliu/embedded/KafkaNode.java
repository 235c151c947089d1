// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Controller and broker of one node, as Kafka's own {@code KafkaRaftServer} puts them together, but
 * after a kill the broker starts only when the controller has ended its old session.
 *
 * <p>Otherwise the broker first finds itself leader of everything, under its old registration, and
 * begins to finish the transactions that were decided when it was killed. When its old session then
 * ends, no partition has a leader for a moment, and Kafka 4.3.1 forgets the markers of these
 * transactions (KAFKA-20734): their records, and offsets, would stay undecided for ever. Waiting
 * costs no time, for a broker is not let in before its old session has ended.
 */
final class KafkaNode implements AutoCloseable {
  private final SharedServer shared;
  private final ControllerServer controller;
  private final BrokerServer broker;
  private final boolean killed;

  KafkaNode(KafkaConfig config, Path logDir) {
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
        KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KafkaNode.class), "");
    QuorumConfig quorum = config.quorumConfig();
    killed = wasKilled(logDir);
    shared =
        new SharedServer(
            config,
            directories._1(),
            Time.SYSTEM,
            Server.initializeMetrics(
                config, Time.SYSTEM, directories._1().clusterId().orElseThrow()),
            CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
            QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
            new StandardFaultHandlerFactory(),
            ServerSocketFactory.INSTANCE);
    broker = new BrokerServer(shared);
    controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
  }

  /** A broker that stops by itself leaves a file; one that has never run has no metadata. */
  private static boolean wasKilled(Path logDir) {
    return Files.exists(logDir.resolve("__cluster_metadata-0"))
        && !Files.exists(logDir.resolve(".kafka_cleanshutdown"));
  }

  /** Starts both and returns when the broker serves. */
  void start() {
    controller.startup();
    if (killed) {
      FencedBroker.await(shared.loader(), BrokerSettings.NODE_ID);
    }
    broker.startup();
  }

  /** Stops both and returns when all data is on disk. */
  @Override
  public void close() {
    broker.shutdown();
    controller.shutdown();
    broker.awaitShutdown();
    controller.awaitShutdown();
  }
}
