// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Where a receiver goes on in partitions that have come here. */
final class Start {
  private Start() {}

  /**
   * Behind what is done, and not before the receiver was there. Brokers forget the progress of a
   * group that was away for long: then it begins where the receiver began, and what is written down
   * as delivered is passed over.
   *
   * @param since epoch milliseconds
   */
  static Map<TopicPartition, Long> positions(
      Consumer<?, ?> from, Set<TopicPartition> partitions, long since) {
    Map<TopicPartition, OffsetAndMetadata> committed = from.committed(partitions);
    // Asked for before the times: what comes in between is after the receiver's beginning.
    Map<TopicPartition, Long> ends = from.endOffsets(partitions);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, since));
    Map<TopicPartition, OffsetAndTimestamp> found = from.offsetsForTimes(times);
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp first = found.get(partition);
      OffsetAndMetadata done = committed.get(partition);
      positions.put(
          partition,
          Math.max(
              first == null ? ends.get(partition) : first.offset(),
              done == null ? 0 : done.offset()));
    }
    return positions;
  }
}
