// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.Stores;

/**
 * Keeps the metric topics readable by key, and tells of units, targets, regions and alerts.
 *
 * <p>Values stay the bytes they are in the topic: nothing is decoded before it is asked for, and
 * the source topics themselves are the changelogs of the stores.
 */
final class QueryTopology {
  /** Store of tanliu.metric.energy. */
  static final String ENERGY = "query-energy";

  /** Store of tanliu.quality.unit. */
  static final String QUALITY = "query-quality";

  /** Store of the changes of alerts. */
  static final String HISTORY = "query-alert-history";

  /** Store of tanliu.control.lamp. */
  static final String LAMPS = "query-lamps";

  /** Store of tanliu.metric.intensity. */
  static final String INTENSITIES = "query-intensities";

  /** Store of tanliu.metric.share. */
  static final String SHARES = "query-shares";

  /** Store of tanliu.control.forecast. */
  static final String FORECASTS = "query-forecasts";

  /** Store of tanliu.report.sealed. */
  static final String REPORTS = "query-reports";

  private static final Map<String, String> SOURCES = sources();

  /** Stores that are partitioned by entity. */
  static final List<String> WINDOW_STORES = List.copyOf(SOURCES.keySet());

  /** Topics that must exist before it can start. */
  static final List<String> TOPICS =
      Stream.concat(
              tables().map(Topic::name),
              Stream.of(
                  Topics.REF_STATION.name(),
                  Topics.METRIC_ENERGY.name(),
                  Topics.REF_UNIT.name(),
                  Topics.REF_TARGET.name(),
                  Topics.REF_REGION.name(),
                  Topics.REF_FACTOR.name(),
                  Topics.REPORT_ACTIVITY.name(),
                  Topics.ALERT_STATE.name(),
                  Topics.ALERT_EVENT.name(),
                  Topics.ALERT_NOTICE.name(),
                  Topics.ALERT_DELIVERY.name(),
                  Topics.QUALITY_UNIT.name(),
                  Topics.QUALITY_ACCOUNT.name(),
                  Topics.CONTROL_LAMP.name(),
                  Topics.METRIC_INTENSITY.name(),
                  Topics.METRIC_SHARE.name(),
                  Topics.CONTROL_FORECAST.name(),
                  Topics.REPORT_SEALED.name()))
          .toList();

  /** How many records of topics without an end are kept. */
  private static final Map<String, Integer> NEWEST =
      Map.of(Topics.ALERT_NOTICE.name(), 1_000, Topics.ALERT_DELIVERY.name(), 10_000);

  private QueryTopology() {}

  /**
   * The topology.
   *
   * @param listeners for each small topic that every instance keeps whole, who is told of its
   *     records
   * @param materialised called once per record that entered a window store
   */
  static Topology build(Map<Topic<?>, MirrorListener> listeners, Runnable materialised) {
    StreamsBuilder builder = new StreamsBuilder();
    windows(builder, Topics.METRIC_ENERGY, ENERGY, materialised);
    windows(builder, Topics.QUALITY_UNIT, QUALITY, () -> {});
    builder.stream(
            Topics.ALERT_EVENT.name(),
            Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(HISTORY + "-source"))
        .process(new AlertHistorySupplier(), Named.as(HISTORY + "-keep"));
    windows(builder, Topics.CONTROL_LAMP, LAMPS, () -> {});
    windows(builder, Topics.METRIC_INTENSITY, INTENSITIES, () -> {});
    windows(builder, Topics.METRIC_SHARE, SHARES, () -> {});
    windows(builder, Topics.CONTROL_FORECAST, FORECASTS, () -> {});
    windows(builder, Topics.REPORT_SEALED, REPORTS, () -> {});
    tables().forEach(topic -> windows(builder, topic, ViewsEndpoint.store(topic), () -> {}));
    listeners.forEach((topic, listener) -> mirror(builder, topic, listener));
    Properties optimise = new Properties();
    optimise.put(
        StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS);
    return builder.build(optimise);
  }

  /** Topics whose newest records are kept by key, partitioned by entity. */
  private static Stream<Topic<?>> tables() {
    return Stream.concat(ViewsEndpoint.TOPICS.values().stream(), StationsEndpoint.TOPICS.stream());
  }

  /** Topic whose records a store of {@link #WINDOW_STORES} keeps. */
  static String topic(String store) {
    return SOURCES.get(store);
  }

  private static Map<String, String> sources() {
    Map<String, String> sources = new HashMap<>();
    sources.put(ENERGY, Topics.METRIC_ENERGY.name());
    sources.put(QUALITY, Topics.QUALITY_UNIT.name());
    sources.put(HISTORY, Topics.ALERT_EVENT.name());
    sources.put(LAMPS, Topics.CONTROL_LAMP.name());
    sources.put(INTENSITIES, Topics.METRIC_INTENSITY.name());
    sources.put(SHARES, Topics.METRIC_SHARE.name());
    sources.put(FORECASTS, Topics.CONTROL_FORECAST.name());
    sources.put(REPORTS, Topics.REPORT_SEALED.name());
    tables().forEach(topic -> sources.put(ViewsEndpoint.store(topic), topic.name()));
    return Map.copyOf(sources);
  }

  private static void windows(
      StreamsBuilder builder, Topic<?> topic, String store, Runnable materialised) {
    builder
        .table(
            topic.name(),
            Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(store + "-source"),
            Materialized.<String, byte[]>as(Stores.persistentKeyValueStore(store))
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.ByteArray())
                .withCachingDisabled())
        .toStream(Named.as(store + "-changes"))
        .foreach((key, value) -> materialised.run(), Named.as(store + "-count"));
  }

  private static void mirror(StreamsBuilder builder, Topic<?> topic, MirrorListener listener) {
    String store = "query-" + topic.name().substring(Topics.PREFIX.length()).replace('.', '-');
    builder.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled(),
        topic.name(),
        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(store + "-source"),
        new MirrorSupplier(store, listener, NEWEST.getOrDefault(topic.name(), MirrorSupplier.ALL)));
  }
}
