// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.EntityWindow;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.control.ControlSettings;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.Membership;
import io.tanliu.topology.LedgerTopology.ValueSerde;
import io.tanliu.topology.RuleDesk;
import io.tanliu.topology.Wiring;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Published windows, targets and reports in; lamps, intensities, shares, forecasts and findings
 * out. Everything of an entity is in one partition of every topic, so nothing is repartitioned.
 */
public final class ControlTopology implements Supplier<Topology> {
  private static final Logger log = LoggerFactory.getLogger(ControlTopology.class);

  private static final String RULES = "control-rules";

  private final ControlParts parts;
  private final RuleDesk rules;
  private final ValueSerde serdes;

  /**
   * @param settings what the deployment chose
   * @param zone zone of an entity of which nothing was published
   * @param packaged targets of the policies that come with the product
   * @param factors energy kinds with their dimensions
   * @param membership which entities a unit counts to
   * @param rules how rules judge
   * @param serdes serdes of the topics
   */
  public ControlTopology(
      ControlSettings settings,
      ZoneId zone,
      Collection<Target> packaged,
      FactorBook factors,
      Membership membership,
      RuleBook rules,
      ValueSerde serdes) {
    RuleDesk desk = new RuleDesk(rules, serdes.of(Topics.REF_ALERT_RULE).deserializer());
    this.parts =
        new ControlParts(
            settings,
            zone,
            packaged.stream().collect(Collectors.groupingBy(Target::entity)),
            factors,
            membership,
            desk::book);
    this.rules = desk;
    this.serdes = serdes;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    Wiring.mirror(builder, Topics.REF_ALERT_RULE, RULES, RULES + "-source", rules::changed);
    KStream<String, ControlOutput> outputs =
        inputs(builder)
            .process(
                Wiring.supplier(() -> new ControlProcessor(parts), stores()),
                Named.as("control-judge"));
    publish(outputs, ControlOutput.Lamps.class, ControlOutput.Lamps::value, Topics.CONTROL_LAMP);
    publish(
        outputs,
        ControlOutput.Intensity.class,
        ControlOutput.Intensity::value,
        Topics.METRIC_INTENSITY);
    publish(outputs, ControlOutput.Share.class, ControlOutput.Share::value, Topics.METRIC_SHARE);
    publish(
        outputs,
        ControlOutput.Forecast.class,
        ControlOutput.Forecast::value,
        Topics.CONTROL_FORECAST);
    publish(
        outputs, ControlOutput.Finding.class, ControlOutput.Finding::value, Topics.ALERT_SIGNAL);
    return builder.build();
  }

  private KStream<String, ControlInput> inputs(StreamsBuilder builder) {
    KStream<String, ControlInput> targets =
        source(builder, Topics.REF_TARGET, "control-target")
            .mapValues(t -> new ControlInput.NewTarget(t), Named.as("control-targets-in"));
    KStream<String, ControlInput> reports =
        source(builder, Topics.REPORT_ACTIVITY, "control-report")
            .mapValues(r -> new ControlInput.Report(r), Named.as("control-reports-in"));
    KStream<String, ControlInput> quality =
        source(builder, Topics.QUALITY_UNIT, "control-quality-unit")
            .mapValues(q -> new ControlInput.Quality(q), Named.as("control-quality-in"));
    KStream<String, ControlInput> quotas =
        source(builder, Topics.REF_QUOTA, "control-quota")
            .mapValues(q -> new ControlInput.Quota(q), Named.as("control-quotas-in"));
    KStream<String, ControlInput> units =
        source(builder, Topics.REF_UNIT, "control-unit")
            .mapValues(u -> new ControlInput.Unit(u), Named.as("control-units-in"));
    return windows(builder)
        .merge(units, Named.as("control-windows-and-units"))
        .merge(quality, Named.as("control-windows-and-quality"))
        .merge(quotas, Named.as("control-windows-and-quotas"))
        .merge(targets, Named.as("control-windows-and-targets"))
        .merge(reports, Named.as("control-inputs"));
  }

  /** Only days, years and hours are decoded: quarter hours and rolling windows are most records. */
  private KStream<String, ControlInput> windows(StreamsBuilder builder) {
    Deserializer<EntityWindow> decoder = serdes.of(Topics.METRIC_ENERGY).deserializer();
    String topic = Topics.METRIC_ENERGY.name();
    return builder.stream(
            topic, Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("control-windows"))
        .filter((key, value) -> granularity(key).isPresent(), Named.as("control-wanted"))
        .flatMapValues(
            (key, value) -> window(decoder, topic, key, value), Named.as("control-windows-in"));
  }

  private static Optional<Granularity> granularity(String key) {
    int from = key == null ? -1 : key.indexOf('|');
    int to = from < 0 ? -1 : key.indexOf('|', from + 1);
    if (to < 0) {
      return Optional.empty();
    }
    return switch (key.substring(from + 1, to)) {
      case "1d" -> Optional.of(Granularity.DAY);
      case "1Y" -> Optional.of(Granularity.YEAR);
      case "1h" -> Optional.of(Granularity.HOUR);
      default -> Optional.empty();
    };
  }

  private static List<ControlInput> window(
      Deserializer<EntityWindow> decoder, String topic, String key, byte[] value) {
    Granularity granularity = granularity(key).orElseThrow();
    long start = Instant.parse(key.substring(key.lastIndexOf('|') + 1)).toEpochMilli();
    return Wiring.readable(
        () ->
            new ControlInput.Window(
                granularity, start, value == null ? null : decoder.deserialize(topic, value)),
        e -> log.warn("window {} not judged: {}", key, e.getMessage()));
  }

  private Set<StoreBuilder<?>> stores() {
    return Set.of(
        bytes(EntityStores.DAYS),
        bytes(EntityStores.YEARS),
        values(EntityStores.REPORTS, Topics.REPORT_ACTIVITY),
        values(EntityStores.TARGETS, Topics.REF_TARGET),
        values(EntityStores.QUOTAS, Topics.REF_QUOTA),
        texts(ControlProcessor.MARKS),
        bytes(HourStore.NAME),
        bytes(QualityStore.NAME),
        texts(PlaceStore.NAME),
        texts(ControlProcessor.TOLD),
        texts(ControlProcessor.SIGNALS));
  }

  private <V extends SpecificRecord> StoreBuilder<?> values(String name, Topic<V> topic) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), serdes.of(topic));
  }

  private static StoreBuilder<?> bytes(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingEnabled();
  }

  private static StoreBuilder<?> texts(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled();
  }

  private <V extends SpecificRecord> KStream<String, V> source(
      StreamsBuilder builder, Topic<V> topic, String name) {
    return builder.stream(
        topic.name(), Consumed.with(Serdes.String(), serdes.of(topic)).withName(name));
  }

  private <O extends ControlOutput, V extends SpecificRecord> void publish(
      KStream<String, ControlOutput> outputs, Class<O> kind, Function<O, V> value, Topic<V> topic) {
    String name = "control-" + topic.name().substring(Topics.PREFIX.length()).replace('.', '-');
    outputs
        .filter((key, output) -> kind.isInstance(output), Named.as(name + "-only"))
        .mapValues(output -> value.apply(kind.cast(output)), Named.as(name + "-value"))
        .to(
            topic.name(),
            Produced.<String, V>with(Serdes.String(), serdes.of(topic), Wiring.byEntity())
                .withName(name));
  }
}
