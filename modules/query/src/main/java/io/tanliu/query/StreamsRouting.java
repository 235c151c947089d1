// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.wire.EntityPartitioner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;

/** Routing by what the instances tell each other through the group. */
final class StreamsRouting implements WindowRouting {
  private static final StreamPartitioner<String, Object> BY_ENTITY =
      (topic, key, value, partitions) ->
          Optional.of(Set.of(EntityPartitioner.partition(key, partitions)));

  private final Supplier<KafkaStreams> streams;
  private final Supplier<HostInfo> self;

  /**
   * @param self address given to the others
   */
  StreamsRouting(Supplier<KafkaStreams> streams, Supplier<HostInfo> self) {
    this.streams = streams;
    this.self = self;
  }

  @Override
  public Place place(String store, String entity) {
    KeyQueryMetadata found;
    try {
      found = streams.get().queryMetadataForKey(store, entity, BY_ENTITY);
    } catch (IllegalStateException e) {
      throw Problem.unavailable("STORE_NOT_READY", "the stores are being assigned");
    }
    if (found == null || found.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      throw Problem.unavailable("STORE_NOT_READY", "the stores are being assigned");
    }
    return new Place(found.activeHost(), found.standbyHosts(), found.partition());
  }

  @Override
  public boolean here(HostInfo host) {
    return host.equals(self.get());
  }

  @Override
  public List<HostInfo> others() {
    return streams.get().metadataForAllStreamsClients().stream()
        .map(StreamsMetadata::hostInfo)
        .filter(host -> !here(host) && !host.equals(HostInfo.unavailable()))
        .toList();
  }
}
