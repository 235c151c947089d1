// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.net.mqtt.MqttLink;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;

/**
 * A host application of Sparkplug B 3.0. It remembers births in memory only: after a restart, a new
 * connection or a gap in the sequence a node is asked for its birth again. For one thread.
 */
final class Sparkplug {
  /** Asks an edge node for its birth certificate. */
  static final byte[] REBIRTH =
      Payload.newBuilder()
          .addMetrics(
              Payload.Metric.newBuilder()
                  .setName("Node Control/Rebirth")
                  .setDatatype(DataType.Boolean_VALUE)
                  .setBooleanValue(true))
          .build()
          .toByteArray();

  private static final int MOST_METRICS = 20_000;
  private static final int MOST_NODES = 10_000;
  private static final int MOST_NAMES = 1_000_000;

  private final String host;
  private final Register register;
  private final Clock clock;
  private final long since;
  private final Map<String, SparkplugNode> nodes = new LinkedHashMap<>(16, 0.75f, true);
  private int names;

  /**
   * @param host id of this host application
   * @param since when it came up, epoch milliseconds, which ties its states together
   */
  Sparkplug(String host, Register register, Clock clock, long since) {
    this.host = host;
    this.register = register;
    this.clock = clock;
    this.since = since;
  }

  /**
   * What is to be done with a message.
   *
   * @param unit unit id; when none is registered, the group
   * @param values values that are points' of the unit
   * @param unmapped values that are no point's
   * @param rebirth whether to ask the node for its birth
   * @param defect why the message is refused whole
   */
  record Decision(
      String unit,
      List<Intake.Value> values,
      int unmapped,
      boolean rebirth,
      Optional<ReadingError> defect) {

    static Decision refused(String unit, Code code, String field, String value, String expected) {
      return new Decision(
          unit, List.of(), 0, false, Optional.of(new ReadingError(code, field, value, expected)));
    }
  }

  /** What is published when this host comes up, as edge nodes that wait for it understand it. */
  MqttLink.Will online() {
    return state(true);
  }

  /** What is published, by the broker if need be, when it goes. */
  MqttLink.Will offline() {
    return state(false);
  }

  private MqttLink.Will state(boolean online) {
    String json = "{\"online\":" + online + ",\"timestamp\":" + since + "}";
    return new MqttLink.Will(SparkplugTopic.NAMESPACE + "STATE/" + host, json);
  }

  /** Messages may have been missed: no alias is relied on before the next birth. */
  void doubt() {
    nodes.values().forEach(SparkplugNode::doubt);
  }

  /** Takes a message in the order in which it came. */
  Decision take(SparkplugTopic topic, byte[] body) {
    String unit = unit(topic);
    Payload payload;
    try {
      payload = Payload.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      return Decision.refused(
          unit, Code.MALFORMED, "payload", String.valueOf(e.getMessage()), "Sparkplug B protobuf");
    }
    if (payload.getMetricsCount() > MOST_METRICS) {
      return Decision.refused(
          unit,
          Code.MALFORMED,
          "metrics",
          Integer.toString(payload.getMetricsCount()),
          "at most " + MOST_METRICS + " metrics in a message");
    }
    SparkplugNode node = nodes.computeIfAbsent(topic.node(), name -> new SparkplugNode());
    learn(node, topic, payload);
    boolean rebirth =
        topic.type() != SparkplugTopic.Type.NDEATH
            && topic.type() != SparkplugTopic.Type.DDEATH
            && node.wantsRebirth(topic.device(), clock.millis());
    SparkplugValues read = new SparkplugValues(unit, topic, node, payload.getTimestamp(), register);
    if (topic.carriesValues()) {
      payload.getMetricsList().forEach(read::add);
    }
    if (read.hasSome() && !register.knows(unit)) {
      Decision refused =
          Decision.refused(
              unit,
              Code.UNKNOWN_UNIT,
              "unit",
              unit,
              "a registered unit named like the group or the edge node");
      return new Decision(unit, List.of(), 0, rebirth, refused.defect());
    }
    return new Decision(unit, read.values(), read.unmapped(), rebirth, Optional.empty());
  }

  private void learn(SparkplugNode node, SparkplugTopic topic, Payload payload) {
    names -= node.size();
    if (topic.type() != SparkplugTopic.Type.NBIRTH && topic.type() != SparkplugTopic.Type.NDEATH) {
      node.follow(payload);
    }
    switch (topic.type()) {
      case NBIRTH -> node.born(payload);
      case NDEATH -> node.died(payload);
      case DBIRTH -> node.deviceBorn(topic.device().orElseThrow(), payload);
      case DDEATH -> node.deviceDied(topic.device().orElseThrow());
      case NDATA, DDATA -> {
        // nothing but values
      }
    }
    names += node.size();
    forget();
  }

  /** The longest silent nodes are forgotten first, and will be asked for their births. */
  private void forget() {
    Iterator<SparkplugNode> silent = nodes.values().iterator();
    while ((nodes.size() > MOST_NODES || names > MOST_NAMES) && nodes.size() > 1) {
      names -= silent.next().size();
      silent.remove();
    }
  }

  /** The unit is named like the group, or, where there is none, like the edge node. */
  private String unit(SparkplugTopic topic) {
    return !register.knows(topic.group()) && register.knows(topic.edge())
        ? topic.edge()
        : topic.group();
  }
}
