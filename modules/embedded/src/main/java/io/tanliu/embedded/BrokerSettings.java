// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Configuration of a single node that is broker and controller, sized for one machine. */
final class BrokerSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";
  private static final String HOST = "127.0.0.1";

  private BrokerSettings() {}

  static Map<String, Object> of(Path logDir, int port, int controllerPort) {
    Map<String, Object> config = new HashMap<>();
    config.put("process.roles", "broker,controller");
    config.put("node.id", Integer.toString(NODE_ID));
    config.put("log.dirs", logDir.toAbsolutePath().toString());
    config.put(
        "listeners",
        "PLAINTEXT://"
            + HOST
            + ":"
            + port
            + ","
            + CONTROLLER
            + "://"
            + HOST
            + ":"
            + controllerPort);
    config.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
    config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.put("controller.listener.names", CONTROLLER);
    config.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    replicationOfOne(config);
    quickAnswers(config);
    smallFootprint(config);
    return config;
  }

  private static void replicationOfOne(Map<String, Object> config) {
    config.put("default.replication.factor", "1");
    config.put("min.insync.replicas", "1");
    config.put("offsets.topic.replication.factor", "1");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("share.coordinator.state.topic.replication.factor", "1");
    config.put("share.coordinator.state.topic.min.isr", "1");
    config.put("auto.create.topics.enable", "false");
  }

  private static void quickAnswers(Map<String, Object> config) {
    config.put("group.initial.rebalance.delay.ms", "0");
    config.put("group.streams.initial.rebalance.delay.ms", "0");
    // A member that was killed holds its tasks until its session ends, and a new one learns its
    // tasks with a heartbeat.
    config.put("group.streams.min.heartbeat.interval.ms", "500");
    config.put("group.streams.heartbeat.interval.ms", "500");
    config.put("group.streams.assignment.interval.ms", "100");
    config.put("group.streams.min.session.timeout.ms", "6000");
    config.put("group.streams.session.timeout.ms", "6000");
    // A broker that was killed is let in again when its old session has ended: 9 s by default.
    config.put("broker.session.timeout.ms", "2000");
    config.put("broker.heartbeat.interval.ms", "300");
    // A client that was killed in a transaction must not hold up readers for a minute.
    config.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "2000");
  }

  private static void smallFootprint(Map<String, Object> config) {
    config.put("offsets.topic.num.partitions", "4");
    config.put("transaction.state.log.num.partitions", "4");
    config.put("share.coordinator.state.topic.num.partitions", "1");
    config.put("num.network.threads", "2");
    config.put("num.io.threads", "4");
    config.put("background.threads", "2");
    config.put("num.recovery.threads.per.data.dir", "2");
    config.put("log.cleaner.threads", "1");
    config.put("log.cleaner.dedupe.buffer.size", "2097152");
    config.put("max.connections", "1000");
    config.put("metric.reporters", "");
  }
}
