// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.station.StationRules;
import io.tanliu.domain.unit.Membership;
import io.tanliu.topology.LedgerTopology.ValueSerde;
import io.tanliu.topology.RuleDesk;
import io.tanliu.topology.Wiring;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
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

/** Observations of stations and stacks in; means, masses, events and readings out. */
public final class StationTopology implements Supplier<Topology> {
  /** Topics that a station's processor writes. */
  private static final List<Topic<?>> STATION_TOPICS =
      List.of(
          Topics.STATION_HOURLY,
          Topics.STATION_DAILY,
          Topics.STATION_REJECTED,
          Topics.CEMS_HOURLY,
          Topics.CEMS_DAILY,
          Topics.READING_FRAME,
          Topics.ALERT_SIGNAL);

  /** Topics that a network's processor writes. */
  private static final List<Topic<?>> NETWORK_TOPICS =
      List.of(Topics.STATION_NETWORK, Topics.ALERT_SIGNAL);

  private static final String RULES = "station-rules";

  private final StationRules rules;
  private final Membership membership;
  private final RuleBook alertRules;
  private final ValueSerde serdes;

  /**
   * @param rules what stations are judged by
   * @param membership which regions a station counts to
   * @param alertRules settings of the alert rules
   */
  public StationTopology(
      StationRules rules, Membership membership, RuleBook alertRules, ValueSerde serdes) {
    this.rules = rules;
    this.membership = membership;
    this.alertRules = alertRules;
    this.serdes = serdes;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    RuleDesk desk = new RuleDesk(alertRules, serdes.of(Topics.REF_ALERT_RULE).deserializer());
    Wiring.mirror(builder, Topics.REF_ALERT_RULE, RULES, RULES + "-source", desk::changed);
    KStream<String, Out> results =
        input(builder, Topics.REF_STATION, In.Definition::new)
            .merge(
                input(builder, Topics.STATION_READING, In.Frame::new), Named.as("station-inputs"))
            .process(
                Wiring.supplier(
                    () -> new StationProcessor(rules, membership, desk::book), stores()),
                Named.as("station-look"));
    KStream<String, Out> networks =
        results
            .filter((key, out) -> out instanceof Out.Word, Named.as("station-words"))
            .mapValues(out -> ((Out.Word) out).word().encode(), Named.as("station-words-out"))
            .repartition(
                Repartitioned.<String, byte[]>as("station-networks")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(Serdes.ByteArray()))
            .process(
                Wiring.supplier(
                    () -> new NetworkProcessor(membership, desk::book),
                    Set.of(bytes(NetworkProcessor.WORDS), bytes(NetworkProcessor.TOLD))),
                Named.as("station-networks-look"));
    STATION_TOPICS.forEach(topic -> sink("station-", results, topic));
    NETWORK_TOPICS.forEach(topic -> sink("station-network-", networks, topic));
    return builder.build();
  }

  private Set<StoreBuilder<?>> stores() {
    return Stream.concat(
            StationStores.NAMES.stream().map(StationTopology::bytes),
            Stream.of(
                Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(StationStores.STATIONS),
                    Serdes.String(),
                    serdes.of(Topics.REF_STATION))))
        .collect(Collectors.toUnmodifiableSet());
  }

  private <V extends SpecificRecord> KStream<String, In> input(
      StreamsBuilder builder, Topic<V> topic, Function<V, In> wrap) {
    String name = "station-" + topic.name().substring(Topics.PREFIX.length()).replace('.', '-');
    return builder.stream(
            topic.name(), Consumed.with(Serdes.String(), serdes.of(topic)).withName(name))
        .filter((key, value) -> key != null, Named.as(name + "-keyed"))
        .mapValues(value -> wrap.apply(value), Named.as(name + "-in"));
  }

  private <V extends SpecificRecord> void sink(
      String prefix, KStream<String, Out> all, Topic<V> topic) {
    String name = prefix + "to-" + topic.name().substring(Topics.PREFIX.length()).replace('.', '-');
    all.filter(
            (key, out) -> out instanceof Out.Published told && told.topic().equals(topic),
            Named.as(name + "-of"))
        .mapValues(
            out -> topic.valueType().cast(((Out.Published) out).value()), Named.as(name + "-out"))
        .to(
            topic.name(),
            Produced.with(Serdes.String(), serdes.of(topic), Wiring.<V>byEntity()).withName(name));
  }

  private static StoreBuilder<?> bytes(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled();
  }
}
