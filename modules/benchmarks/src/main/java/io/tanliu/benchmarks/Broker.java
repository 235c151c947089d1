// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListStreamsGroupOffsetsSpec;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What a benchmark asks of a broker. */
final class Broker {
  /** Transaction markers at the end of a partition are never consumed, so never committed. */
  private static final long SLACK = 1;

  private final Admin admin;

  Broker(Admin admin) {
    this.admin = admin;
  }

  void create(String topic, int partitions) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
  }

  /** Bytes on disk of all topics that are meant. */
  long bytes(Predicate<String> topic) throws Exception {
    long sum = 0;
    for (Map<String, LogDirDescription> broker :
        admin.describeLogDirs(List.of(1)).allDescriptions().get().values()) {
      for (LogDirDescription directory : broker.values()) {
        for (Map.Entry<TopicPartition, ReplicaInfo> replica : directory.replicaInfos().entrySet()) {
          if (topic.test(replica.getKey().topic())) {
            sum += replica.getValue().size();
          }
        }
      }
    }
    return sum;
  }

  /** Waits until the group has committed the end of everything that it reads. */
  void awaitLagZero(String group, Duration timeout) throws Exception {
    long end = System.nanoTime() + timeout.toNanos();
    while (!lagZero(group)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(group + " still behind after " + timeout);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Records of the readings' topic that the group has not committed yet. */
  long behind(String group) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
    long behind = 0;
    for (Map.Entry<TopicPartition, Long> end : ends(committed.keySet()).entrySet()) {
      if (end.getKey().topic().equals(Load.FRAMES)) {
        OffsetAndMetadata reached = committed.get(end.getKey());
        behind += end.getValue() - (reached == null ? 0 : reached.offset());
      }
    }
    return behind;
  }

  private boolean lagZero(String group) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
    boolean frames =
        committed.entrySet().stream()
            .anyMatch(e -> e.getKey().topic().equals(Load.FRAMES) && e.getValue() != null);
    if (!frames) {
      return false;
    }
    Map<TopicPartition, Long> ends = ends(committed.keySet());
    return committed.entrySet().stream()
        .allMatch(
            e -> e.getValue() != null && e.getValue().offset() >= ends.get(e.getKey()) - SLACK);
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(String group) throws Exception {
    return admin
        .listStreamsGroupOffsets(Map.of(group, new ListStreamsGroupOffsetsSpec()))
        .partitionsToOffsetAndMetadata(group)
        .get();
  }

  private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) throws Exception {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    return admin.listOffsets(asked).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }
}
