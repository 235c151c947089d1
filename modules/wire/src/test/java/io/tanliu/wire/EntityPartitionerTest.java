// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class EntityPartitionerTest {
  private static final int PARTITIONS = 7;

  @Test
  void shouldAgreeWithKafkaForKeysOfOnePart() {
    for (String key : List.of("STEEL-01", "360100", "industry-3120", "", "示例")) {
      assertThat(EntityPartitioner.partition(key, PARTITIONS))
          .isEqualTo(BuiltInPartitioner.partitionForKey(bytes(key), PARTITIONS));
    }
  }

  @Test
  void shouldKeepAllRecordsOfAnEntityTogether() {
    int expected = EntityPartitioner.partition("STEEL-01", PARTITIONS);
    for (String key :
        List.of(
            Keys.window("STEEL-01", "15m", 1_542_844_800_000L),
            Keys.rolling("STEEL-01", "rolling-24h"),
            Keys.target("STEEL-01", "T"),
            Keys.receipt("STEEL-01", "a|b"),
            Keys.report("STEEL-01", "PRODUCTION", Optional.of("钢"), "2018"))) {
      assertThat(EntityPartitioner.partition(key, PARTITIONS)).isEqualTo(expected);
      assertThat(partition(Topics.METRIC_ENERGY.name(), key)).isEqualTo(expected);
    }
  }

  @Test
  void shouldSpreadAlertStatesByTheWholeKey() {
    String key = "budget-breach|STEEL-01|T";
    assertThat(partition(Topics.ALERT_STATE.name(), key))
        .isEqualTo(BuiltInPartitioner.partitionForKey(bytes(key), PARTITIONS));
  }

  @Test
  void shouldPutRecordsWithoutKeyIntoTheFirstPartition() {
    assertThat(partition(Topics.DEAD_LETTER.name(), null)).isZero();
  }

  private static int partition(String topic, String key) {
    List<PartitionInfo> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new PartitionInfo(topic, i, Node.noNode(), new Node[0], new Node[0]));
    }
    Cluster cluster = new Cluster("c", List.of(), partitions, Set.of(), Set.of());
    try (EntityPartitioner partitioner = new EntityPartitioner()) {
      return partitioner.partition(
          topic, key, key == null ? null : bytes(key), null, null, cluster);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
