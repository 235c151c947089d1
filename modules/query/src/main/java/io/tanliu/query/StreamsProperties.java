// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams configuration of the query part. */
final class StreamsProperties {
  private StreamsProperties() {}

  /**
   * What the part cannot do without, over the operator's own configuration.
   *
   * @param kafka operator's configuration: bootstrap.servers, security, registry
   * @param address {@code host:port} at which the other instances reach this one
   */
  static Properties of(QuerySettings settings, Map<String, Object> kafka, String address) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 5_000);
    // Global stores are loaded one partition after the other, each waiting for the fetch before it.
    properties.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 50);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
    properties.putAll(kafka);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address);
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.STREAMS.name());
    properties.put(
        StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS);
    // It only copies records into stores, and a copy made twice is the same copy.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // What an aborted transaction wrote must not be seen, neither live nor after a restart.
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    for (String prefix :
        new String[] {
          StreamsConfig.CONSUMER_PREFIX,
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX
        }) {
      properties.put(prefix + ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    }
    return properties;
  }
}
