// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;

/**
 * Sends all records of an entity to the same partition in every topic: murmur2 of the key's text
 * before the first {@code |}. For a key without {@code |} this is Kafka's own default, so a plain
 * producer that sends frames under the unit id lands in the same place. {@link Topics#ALERT_STATE}
 * and {@link Topics#QUALITY_ACCOUNT} alone go by their whole key.
 */
public final class EntityPartitioner implements Partitioner {

  /** Partition of a key, 0 to {@code partitions - 1}. */
  public static int partition(String key, int partitions) {
    return hash(Keys.entity(key).getBytes(StandardCharsets.UTF_8), partitions);
  }

  /** Whether the whole key decides, and not the text before the first bar. */
  public static boolean byWholeKey(String topic) {
    return topic.equals(Topics.ALERT_STATE.name()) || topic.equals(Topics.QUALITY_ACCOUNT.name());
  }

  /**
   * Partition of a record, 0 to {@code partitions - 1}.
   *
   * @param key UTF-8 text
   */
  public static int partition(String topic, byte[] key, int partitions) {
    return hash(byWholeKey(topic) ? key : entityPart(key), partitions);
  }

  @Override
  public int partition(
      String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
    return keyBytes == null ? 0 : partition(topic, keyBytes, cluster.partitionCountForTopic(topic));
  }

  private static byte[] entityPart(byte[] key) {
    for (int i = 0; i < key.length; i++) {
      if (key[i] == Keys.SEPARATOR) {
        return Arrays.copyOf(key, i);
      }
    }
    return key;
  }

  private static int hash(byte[] bytes, int partitions) {
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void close() {}
}
