// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.EntityWindow;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.assess.AssessRules;
import io.tanliu.domain.assess.Benchmark;
import io.tanliu.domain.assess.BenchmarkJudge;
import io.tanliu.domain.assess.ScreeningBook;
import io.tanliu.domain.unit.Membership;
import io.tanliu.topology.LedgerTopology.ValueSerde;
import io.tanliu.topology.RuleDesk;
import io.tanliu.topology.Wiring;
import io.tanliu.topology.views.UnitViews.Result;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
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
 * Published days, units, reports and allowance entries in; classes, screening, allowances,
 * rankings, codes and capacity out. Beside the ledger, with which it shares nothing but the topics.
 */
public final class ViewTopology implements Supplier<Topology> {
  private static final Logger log = LoggerFactory.getLogger(ViewTopology.class);
  private static final String DAILY = "|1d|";
  private static final String RULES = "views-rules";

  /** Topics that a unit's processor writes, by entity. */
  private static final List<Topic<?>> UNIT_TOPICS =
      List.of(
          Topics.CONTROL_CLASS,
          Topics.CONTROL_SCREENING,
          Topics.CONTROL_SCREENING_EVENT,
          Topics.CONTROL_ALLOWANCE,
          Topics.CONTROL_SYNERGY,
          Topics.CONTROL_UTILISATION,
          Topics.ALERT_SIGNAL);

  /** Topics that a group's processor writes, by entity. */
  private static final List<Topic<?>> GROUP_TOPICS =
      List.of(
          Topics.CONTROL_RANKING,
          Topics.CONTROL_RANK,
          Topics.CONTROL_CODE,
          Topics.CONTROL_CAPACITY,
          Topics.CONTROL_HOTSPOT);

  private final AssessRules rules;
  private final Membership membership;
  private final RuleBook alertRules;
  private final ValueSerde serdes;

  /**
   * @param rules what is judged by
   * @param membership which regions a unit counts to
   * @param alertRules settings of the alert rules
   */
  public ViewTopology(
      AssessRules rules, Membership membership, RuleBook alertRules, ValueSerde serdes) {
    this.rules = rules;
    this.membership = membership;
    this.alertRules = alertRules;
    this.serdes = serdes;
  }

  @Override
  public Topology get() {
    Set<String> quantities = quantities();
    Thresholds thresholds =
        new Thresholds(rules.screening(), serdes.of(Topics.REF_TARGET).deserializer());
    RuleDesk desk = new RuleDesk(alertRules, serdes.of(Topics.REF_ALERT_RULE).deserializer());
    StreamsBuilder builder = new StreamsBuilder();
    Wiring.mirror(builder, Topics.REF_ALERT_RULE, RULES, RULES + "-source", desk::changed);
    Wiring.mirror(
        builder,
        Topics.REF_TARGET,
        Thresholds.STORE,
        Thresholds.STORE + "-in",
        thresholds::changed);
    KStream<String, EntityLamps> lamps =
        builder.stream(
            Topics.CONTROL_LAMP.name(),
            Consumed.with(Serdes.String(), serdes.of(Topics.CONTROL_LAMP))
                .withName("views-lamps-in"));
    KStream<String, Result> results =
        inputs(builder, lamps)
            .process(
                Wiring.supplier(
                    () -> new UnitViews(rules, membership, desk::book, thresholds, quantities),
                    Set.of(
                        bytes(UnitStores.DAYS),
                        bytes(UnitStores.RUNNING),
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(UnitStores.HEADS),
                                Serdes.String(),
                                Serdes.Long())
                            .withCachingEnabled(),
                        records(UnitStores.UNITS, Topics.REF_UNIT),
                        records(UnitStores.REPORTS, Topics.REPORT_ACTIVITY),
                        records(UnitStores.QUOTAS, Topics.REF_QUOTA),
                        records(UnitStores.LAMPS, Topics.CONTROL_LAMP),
                        texts(UnitViews.DIRTY),
                        bytes(UnitViews.TOLD),
                        bytes(UnitViews.SCREENING),
                        bytes(UnitViews.SIGNALS),
                        bytes(UnitViews.STANDINGS))),
                Named.as("views-units-look"));
    KStream<String, Out> groups =
        results
            .filter((key, result) -> result instanceof Result.Member, Named.as("views-member"))
            .mapValues(Result.Member.class::cast, Named.as("views-members-out"))
            .repartition(
                Repartitioned.<String, Result.Member>as("views-groups")
                    .withKeySerde(Serdes.String())
                    .withValueSerde(new MemberSerde()))
            .process(
                Wiring.supplier(
                    () -> new GroupViews(rules),
                    Set.of(
                        bytes(GroupViews.MEMBERS),
                        texts(GroupViews.DIRTY),
                        bytes(GroupViews.TOLD),
                        bytes(GroupViews.RANKS))),
                Named.as("views-groups-look"));
    KStream<String, Out> units =
        results
            .filter((key, result) -> result instanceof Result.Published, Named.as("views-public"))
            .mapValues(result -> ((Result.Published) result).out(), Named.as("views-published"));
    UNIT_TOPICS.forEach(topic -> sink(units, topic));
    GROUP_TOPICS.forEach(topic -> sink(groups, topic));
    sink(regions(lamps).merge(units, Named.as("views-scores")), Topics.CONTROL_SCORE);
    return builder.build();
  }

  private KStream<String, Out> regions(KStream<String, EntityLamps> lamps) {
    return lamps
        .filter(
            (key, value) -> key != null && Membership.isRegion(Keys.entity(key)),
            Named.as("views-lamps-of-regions"))
        .process(
            Wiring.supplier(
                () -> new RegionViews(rules),
                Set.of(
                    records(RegionViews.LAMPS, Topics.CONTROL_LAMP),
                    texts(RegionViews.DIRTY),
                    bytes(RegionViews.TOLD))),
            Named.as("views-regions-look"));
  }

  private Set<String> quantities() {
    Set<String> quantities = new TreeSet<>(StandingView.QUANTITIES);
    quantities.addAll(rules.kgPerEquivalent().keySet());
    quantities.add(SynergyView.MEASURED);
    quantities.add(BenchmarkJudge.IT_ELECTRICITY);
    for (String product : rules.benchmarks().products()) {
      rules.benchmarks().of(product).stream().map(Benchmark::quantity).forEach(quantities::add);
    }
    quantities.addAll(ScreeningBook.QUANTITIES);
    return quantities;
  }

  private <V extends SpecificRecord> void sink(KStream<String, Out> all, Topic<V> topic) {
    String name = "views-" + topic.name().substring(Topics.PREFIX.length()).replace('.', '-');
    all.filter((key, out) -> out.topic().equals(topic), Named.as(name + "-of"))
        .mapValues(out -> topic.valueType().cast(out.value()), Named.as(name + "-record"))
        .to(
            topic.name(),
            Produced.with(Serdes.String(), serdes.of(topic), Wiring.<V>byEntity()).withName(name));
  }

  /** Only days of units are decoded: they are one record in dozens. */
  private KStream<String, In> inputs(StreamsBuilder builder, KStream<String, EntityLamps> lamps) {
    Deserializer<EntityWindow> windows = serdes.of(Topics.METRIC_ENERGY).deserializer();
    String topic = Topics.METRIC_ENERGY.name();
    KStream<String, In> days =
        builder.stream(
                topic, Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("views-windows"))
            .filter((key, value) -> day(key) && value != null, Named.as("views-daily"))
            .flatMapValues(
                (key, value) -> day(windows, topic, key, value), Named.as("views-days-in"));
    return days.merge(input(builder, Topics.REF_UNIT, In.Unit::new), Named.as("views-with-units"))
        .merge(
            input(builder, Topics.REPORT_ACTIVITY, In.Report::new), Named.as("views-with-reports"))
        .merge(input(builder, Topics.REF_QUOTA, In.Quota::new), Named.as("views-with-quotas"))
        .merge(
            lamps
                .filter((key, value) -> key != null && unit(key), Named.as("views-lamps-of-units"))
                .mapValues(value -> (In) new In.Lamps(value), Named.as("views-unit-lamps-in")),
            Named.as("views-inputs"));
  }

  private <V extends SpecificRecord> KStream<String, In> input(
      StreamsBuilder builder, Topic<V> topic, Function<V, In> wrap) {
    String name = "views-" + topic.name().substring(Topics.PREFIX.length()).replace('.', '-');
    return builder.stream(
            topic.name(), Consumed.with(Serdes.String(), serdes.of(topic)).withName(name))
        .filter((key, value) -> key != null && unit(key), Named.as(name + "-units"))
        .mapValues((key, value) -> wrap.apply(value), Named.as(name + "-in"));
  }

  private static boolean day(String key) {
    return key != null && key.contains(DAILY) && unit(key);
  }

  private static boolean unit(String key) {
    return Membership.isUnit(Keys.entity(key));
  }

  private static List<In> day(
      Deserializer<EntityWindow> windows, String topic, String key, byte[] value) {
    return Wiring.readable(
        () -> new In.Day(windows.deserialize(topic, value)),
        e -> log.warn("day {} left out of the views: {}", key, e.getMessage()));
  }

  private static StoreBuilder<?> bytes(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled();
  }

  private static StoreBuilder<?> texts(String name) {
    Serde<String> text = Serdes.String();
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), text, text)
        .withCachingEnabled();
  }

  private <V extends SpecificRecord> StoreBuilder<?> records(String name, Topic<V> topic) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), serdes.of(topic));
  }
}
