// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.audit;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.EntityWindow;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.unit.Membership;
import io.tanliu.topology.LedgerTopology.ValueSerde;
import io.tanliu.topology.Wiring;
import io.tanliu.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Published windows and units in, signals of alerts out: an application of its own beside the
 * ledger, which it shares nothing with but the topics that everybody reads.
 */
public final class AuditTopology implements Supplier<Topology> {
  private static final Logger log = LoggerFactory.getLogger(AuditTopology.class);
  private static final String HOURLY = "|1h|";

  private final AuditSettings settings;
  private final FactorBook factors;
  private final Membership membership;
  private final ValueSerde serdes;

  /**
   * What a deployment may choose about the audit.
   *
   * @param retention how far behind the newest hour of a unit or region an hour is compared
   * @param quiet how long an hour must not have changed before a difference counts
   */
  public record AuditSettings(Duration retention, Duration quiet) {
    /** 50 days, which is more than the correction horizon, and five minutes. */
    public static final AuditSettings DEFAULT =
        new AuditSettings(Duration.ofDays(50), Duration.ofMinutes(5));
  }

  /**
   * @param factors energy kinds with their dimensions
   * @param membership which entities a unit counts to
   */
  public AuditTopology(
      AuditSettings settings, FactorBook factors, Membership membership, ValueSerde serdes) {
    this.settings = settings;
    this.factors = factors;
    this.membership = membership;
    this.serdes = serdes;
  }

  @Override
  public Topology get() {
    long retention = settings.retention().toMillis();
    long quiet = settings.quiet().toMillis();
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, AlertSignal> signals =
        inputs(builder)
            .process(
                Wiring.supplier(
                    () -> new SplitProcessor(membership, retention),
                    Set.of(definitions(), bytes(SplitProcessor.HOURS))),
                Named.as("audit-split"))
            .repartition(
                Repartitioned.<String, AuditMessage>as("audit")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(new AuditBytes.Messages())
                    .withStreamPartitioner(Wiring.byEntity()))
            .process(
                Wiring.supplier(
                    () -> new JudgeProcessor(retention, quiet, factors),
                    Set.of(bytes(JudgeProcessor.HOURS), texts(JudgeProcessor.ALERTS))),
                Named.as("audit-judge"));
    signals.to(
        Topics.ALERT_SIGNAL.name(),
        Produced.with(
                Serdes.String(), serdes.of(Topics.ALERT_SIGNAL), Wiring.<AlertSignal>byEntity())
            .withName("audit-alert-signal"));
    return builder.build();
  }

  /** Only hours are decoded: they are one record in a dozen. */
  private KStream<String, SplitProcessor.In> inputs(StreamsBuilder builder) {
    Deserializer<EntityWindow> windows = serdes.of(Topics.METRIC_ENERGY).deserializer();
    String topic = Topics.METRIC_ENERGY.name();
    KStream<String, SplitProcessor.In> hours =
        builder.stream(
                topic, Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("audit-windows"))
            .filter((key, value) -> key != null && key.contains(HOURLY), Named.as("audit-hourly"))
            .flatMapValues(
                (key, value) -> hour(windows, topic, key, value), Named.as("audit-hours"));
    KStream<String, SplitProcessor.In> units =
        builder.stream(
                Topics.REF_UNIT.name(),
                Consumed.with(Serdes.String(), serdes.of(Topics.REF_UNIT))
                    .withName("audit-definitions"))
            .mapValues(SplitProcessor.In.Unit::new, Named.as("audit-units-in"));
    return hours.merge(units, Named.as("audit-inputs"));
  }

  private static List<SplitProcessor.In> hour(
      Deserializer<EntityWindow> windows, String topic, String key, byte[] value) {
    return Wiring.readable(
        () -> new SplitProcessor.In.Hour(value == null ? null : windows.deserialize(topic, value)),
        e -> log.warn("window {} not compared: {}", key, e.getMessage()));
  }

  private StoreBuilder<?> definitions() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(SplitProcessor.DEFINITIONS),
        Serdes.String(),
        serdes.of(Topics.REF_UNIT));
  }

  private static StoreBuilder<?> bytes(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingEnabled();
  }

  private static StoreBuilder<?> texts(String name) {
    Serde<String> text = Serdes.String();
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), text, text);
  }
}
