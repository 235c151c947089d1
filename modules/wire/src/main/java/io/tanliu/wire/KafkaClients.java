// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** What every part does with Kafka's clients. */
public final class KafkaClients {
  private KafkaClients() {}

  /**
   * The entries that a client knows, so that it does not warn of the others: callers keep one map
   * for all clients and serializers.
   *
   * @param known names of the client's settings
   * @return a map of its own, which may be changed
   */
  public static Map<String, Object> only(Map<String, Object> config, Set<String> known) {
    Map<String, Object> kept = new HashMap<>(config);
    kept.keySet().retainAll(known);
    return kept;
  }

  /**
   * All partitions of topics.
   *
   * @throws KafkaException if a topic does not exist
   */
  public static List<TopicPartition> partitions(
      Consumer<?, ?> consumer, Collection<String> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> found = consumer.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        throw new KafkaException("the topic " + topic + " does not exist");
      }
      found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }
}
