// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import io.tanliu.avro.AlertEvent;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.unit.Membership;
import io.tanliu.topology.LedgerTopology.ValueSerde;
import io.tanliu.topology.Wiring;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Signals, commands, silences and rule settings in; changes of alerts out.
 *
 * <p>Silences and rule settings go to every partition through an internal topic instead of a global
 * store: a task reads them in the order of their timestamps among everything else, so a replay of
 * the log decides the same.
 */
public final class AlertTopology implements Supplier<Topology> {
  private final RuleBook rules;
  private final Membership membership;
  private final ValueSerde serdes;

  /**
   * @param rules packaged settings of the rules
   * @param membership which regions lie above an entity
   */
  public AlertTopology(RuleBook rules, Membership membership, ValueSerde serdes) {
    this.rules = rules;
    this.membership = membership;
    this.serdes = serdes;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, AlertOutput> outputs =
        inputs(builder)
            .process(
                Wiring.supplier(() -> new AlertsProcessor(rules, membership), stores()),
                Named.as("alerts-life"));
    outputs
        .flatMapValues(AlertTopology::told, Named.as("alerts-told"))
        .to(
            Topics.ALERT_EVENT.name(),
            Produced.with(
                    Serdes.String(), serdes.of(Topics.ALERT_EVENT), Wiring.<AlertEvent>byEntity())
                .withName("alerts-event"));
    outputs
        .map(
            (entity, output) ->
                KeyValue.pair(output.alertId(), told(output).stream().findFirst().orElse(null)),
            Named.as("alerts-by-id"))
        .to(
            Topics.ALERT_STATE.name(),
            Produced.with(Serdes.String(), serdes.of(Topics.ALERT_STATE)).withName("alerts-state"));
    return builder.build();
  }

  private static List<AlertEvent> told(AlertOutput output) {
    return output instanceof AlertOutput.Told change ? List.of(change.event()) : List.of();
  }

  private KStream<String, AlertInput> inputs(StreamsBuilder builder) {
    KStream<String, AlertInput> silences =
        everywhere(builder, Topics.ALERT_SILENCE, "alerts-silence", s -> true)
            .mapValues(
                silence -> new AlertInput.Silenced(Optional.ofNullable(silence)),
                Named.as("alerts-silence-input"));
    KStream<String, AlertInput> settings =
        everywhere(builder, Topics.REF_ALERT_RULE, "alerts-rule", r -> true)
            .mapValues(
                rule -> new AlertInput.Ruled(Optional.ofNullable(rule)),
                Named.as("alerts-rule-input"));
    KStream<String, AlertInput> above =
        everywhere(builder, Topics.ALERT_STATE, "alerts-above", AlertTopology::ofRegion)
            .mapValues(AlertInput.Above::new, Named.as("alerts-above-input"));
    KStream<String, AlertInput> places =
        source(builder, Topics.REF_UNIT, "alerts-unit")
            .mapValues(
                unit -> new AlertInput.Placed(Optional.ofNullable(unit)),
                Named.as("alerts-unit-input"));
    KStream<String, AlertInput> signals =
        source(builder, Topics.ALERT_SIGNAL, "alerts-signal")
            .filter((key, value) -> value != null, Named.as("alerts-signal-only"))
            .mapValues(AlertInput.Signalled::new, Named.as("alerts-signal-input"));
    KStream<String, AlertInput> commands =
        source(builder, Topics.ALERT_COMMAND, "alerts-command")
            .filter((key, value) -> value != null, Named.as("alerts-command-only"))
            .mapValues(AlertInput.Asked::new, Named.as("alerts-command-input"));
    return places
        .merge(silences, Named.as("alerts-with-silences"))
        .merge(settings, Named.as("alerts-with-rules"))
        .merge(above, Named.as("alerts-with-above"))
        .merge(signals, Named.as("alerts-with-signals"))
        .merge(commands, Named.as("alerts-with-commands"));
  }

  /** An alert of a region that begins or ceases to fire may explain alerts below it. */
  private static boolean ofRegion(AlertEvent event) {
    return event != null
        && Membership.isRegion(event.getEntity())
        && switch (event.getChange()) {
          case FIRED, RESUMED, NO_DATA, RESOLVED -> true;
          default -> false;
        };
  }

  private <V extends SpecificRecord> KStream<String, V> source(
      StreamsBuilder builder, Topic<V> topic, String name) {
    return builder.stream(
        topic.name(), Consumed.with(Serdes.String(), serdes.of(topic)).withName(name + "-source"));
  }

  private <V extends SpecificRecord> KStream<String, V> everywhere(
      StreamsBuilder builder, Topic<V> topic, String name, Function<V, Boolean> which) {
    return source(builder, topic, name)
        .filter((key, value) -> key != null && which.apply(value), Named.as(name + "-only"))
        .repartition(
            Repartitioned.<String, V>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(serdes.of(topic))
                .withStreamPartitioner(
                    (t, key, value, partitions) ->
                        Optional.of(
                            IntStream.range(0, partitions)
                                .boxed()
                                .collect(Collectors.toUnmodifiableSet()))));
  }

  private Set<StoreBuilder<?>> stores() {
    Set<StoreBuilder<?>> stores = new HashSet<>();
    stores.add(store(AlertsProcessor.LIVES, Serdes.String(), Serdes.ByteArray()));
    stores.add(store(AlertsProcessor.TIMERS, Serdes.Bytes(), Serdes.ByteArray()));
    stores.add(store(AlertsProcessor.ENDED, Serdes.String(), Serdes.ByteArray()));
    stores.add(store(AlertsProcessor.SILENCES, Serdes.String(), serdes.of(Topics.ALERT_SILENCE)));
    stores.add(store(AlertsProcessor.RULES, Serdes.String(), serdes.of(Topics.REF_ALERT_RULE)));
    stores.add(store(AlertsProcessor.PLACES, Serdes.String(), Serdes.String()));
    stores.add(store(AlertsProcessor.ABOVE, Serdes.String(), Serdes.String()));
    stores.add(store(AlertsProcessor.TIME, Serdes.String(), Serdes.Long()));
    return stores;
  }

  private static <K, V> StoreBuilder<?> store(String name, Serde<K> keys, Serde<V> values) {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values)
        .withCachingEnabled();
  }
}
