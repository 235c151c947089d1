// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The lanes of sealed batches, one for each partition of the heads. */
final class SealLanes implements AutoCloseable {
  private final Map<String, Object> clients;
  private final GatewaySettings settings;
  private final Publisher publisher;
  private final List<SealLane> lanes = new ArrayList<>();

  /**
   * @param clients configuration of Kafka clients and registry
   */
  SealLanes(Map<String, Object> clients, GatewaySettings settings, Publisher publisher) {
    this.clients = clients;
    this.settings = settings;
    this.publisher = publisher;
  }

  /**
   * The lane of a sender.
   *
   * @throws org.apache.kafka.common.KafkaException when the cluster does not answer
   */
  synchronized SealLane of(String sender) {
    if (lanes.isEmpty()) {
      int partitions = publisher.partitions(Topics.ATTEST_HEAD.name());
      for (int partition = 0; partition < partitions; partition++) {
        lanes.add(new SealLane(clients, settings, partition));
      }
    }
    return lanes.get(EntityPartitioner.partition(sender, lanes.size()));
  }

  @Override
  public synchronized void close() {
    lanes.forEach(SealLane::close);
  }
}
