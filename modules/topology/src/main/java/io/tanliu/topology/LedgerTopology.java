// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.micrometer.core.instrument.MeterRegistry;
import io.tanliu.avro.RejectedReading;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.ledger.Shares;
import io.tanliu.domain.quality.VeeRules;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.EditProof;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.RejectionMapping;
import io.tanliu.wire.TargetMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Frames, units and targets in; windows, alerts and refused readings out. Two steps: everything of
 * a unit where its records are, and, behind the only repartition, everything of a region.
 *
 * <p>It knows no broker address and no clock.
 */
public final class LedgerTopology implements Supplier<Topology> {
  private static final Logger log = LoggerFactory.getLogger(LedgerTopology.class);

  static final DeskStores UNIT_STORES = new DeskStores("unit");
  static final DeskStores REGION_STORES = new DeskStores("region");
  static final String DEFINITIONS = "unit-definitions";
  static final String UNIT_BOOKS = "unit-accounts";
  static final String READINGS = "unit-readings";
  static final String ARRIVALS = "unit-arrivals";
  static final String ARRIVAL_DAYS = "unit-arrival-days";
  static final String TALLIES = "unit-tallies";
  static final String ACCOUNTS = "region-accounts";

  /** How often quality, silences and accounts are looked at, wall clock. */
  static final Duration QUALITY_TICK = Duration.ofSeconds(1);

  private final LedgerParts parts;
  private final ValueSerde serdes;

  /** Gives the serde of a topic's values. */
  @FunctionalInterface
  public interface ValueSerde {
    /** The serde. */
    <V extends SpecificRecord> Serde<V> of(Topic<V> topic);

    /** What vouches for changes by hand; by default nobody has to. */
    default EditProof edits() {
      return EditProof.of(Map.of());
    }

    /** The deserializer of frames; by default by way of their records. */
    default Deserializer<ReadingFrame> frames() {
      Deserializer<io.tanliu.avro.ReadingFrame> records = of(Topics.READING_FRAME).deserializer();
      return (topic, bytes) -> {
        io.tanliu.avro.ReadingFrame record = records.deserialize(topic, bytes);
        return record == null ? null : FrameMapping.fromAvro(record);
      };
    }
  }

  /**
   * @param settings what the deployment chose
   * @param factors energies and dated factors
   * @param membership which entities a unit counts to
   * @param rules defaults of the validation rules
   * @param serdes serdes of the topics
   * @param meters where to count
   */
  public LedgerTopology(
      LedgerSettings settings,
      FactorBook factors,
      Membership membership,
      VeeRules rules,
      ValueSerde serdes,
      MeterRegistry meters) {
    this.parts =
        new LedgerParts(
            settings,
            membership,
            new FactorDesk(factors, serdes.of(Topics.REF_FACTOR).deserializer()),
            new Shares(factors),
            rules,
            new LedgerCounters(meters));
    this.serdes = serdes;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, Output> ofUnits = units(builder);
    KStream<String, Output> ofRegions = regions(ofUnits);
    // Two sets of sinks: a common one would tie both steps into one task.
    publish(ofUnits, "unit");
    publish(ofRegions, "region");
    factors(builder);
    return builder.build();
  }

  /** Named so that it sorts behind the others: the numbers of the tasks stay as they are. */
  private void factors(StreamsBuilder builder) {
    Wiring.mirror(
        builder, Topics.REF_FACTOR, FactorDesk.STORE, FactorDesk.STORE, parts.factors()::changed);
  }

  private KStream<String, Output> units(StreamsBuilder builder) {
    KStream<String, Input> frames =
        builder.stream(
                Topics.READING_FRAME.name(),
                Consumed.with(Serdes.String(), readOnly(serdes.frames())).withName("frames"))
            .filter((unit, frame) -> frame != null, Named.as("frames-present"))
            .mapValues(Input.Frame::new, Named.as("frames-in"));
    KStream<String, Input> definitions =
        source(builder, Topics.REF_UNIT, "units")
            .flatMapValues(
                (key, u) -> understood(key, u, UnitMapping::fromAvro, Input.Definition::new),
                Named.as("units-in"));
    KStream<String, Input> targets =
        source(builder, Topics.REF_TARGET, "targets")
            .flatMapValues(
                (key, t) -> understood(key, t, TargetMapping::fromAvro, Input.NewTarget::new),
                Named.as("targets-in"));
    KStream<String, Input> refused =
        source(builder, Topics.READING_REJECTED, "refused")
            .flatMapValues(LedgerTopology::refusedAtGateway, Named.as("refused-in"));
    return frames
        .merge(definitions, Named.as("frames-and-units"))
        .merge(refused, Named.as("frames-units-and-refused"))
        .merge(targets, Named.as("inputs"))
        .process(
            Wiring.supplier(() -> new UnitProcessor(parts, serdes.edits()), unitStores()),
            Named.as("unit-ledger"));
  }

  /** A record that means nothing to this version is logged and left: it must not stop the rest. */
  private static <A, B> List<Input> understood(
      String key, A record, Function<A, B> mapping, Function<Optional<B>, Input> input) {
    try {
      return List.of(input.apply(Optional.ofNullable(record).map(mapping)));
    } catch (RuntimeException e) {
      log.warn("record {} not taken: {}", key, e.getMessage());
      return List.of();
    }
  }

  /** The ledger writes to the same topic: what it refused itself is counted with the frame. */
  private static List<Input> refusedAtGateway(RejectedReading record) {
    return record == null || !record.getStage().equals(RejectionMapping.GATEWAY)
        ? List.of()
        : List.of(
            new Input.Refused(
                record.getUnit(),
                record.getGateway(),
                record.getCode(),
                record.getRejectedAt().toEpochMilli()));
  }

  private Set<StoreBuilder<?>> unitStores() {
    StoreBuilder<?> definitions =
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(DEFINITIONS),
            Serdes.String(),
            serdes.of(Topics.REF_UNIT));
    Set<StoreBuilder<?>> stores = new HashSet<>(UNIT_STORES.builders());
    stores.add(definitions);
    stores.add(DeskStores.texts(UNIT_BOOKS));
    stores.add(DeskStores.bytes(READINGS));
    stores.add(DeskStores.texts(ARRIVALS));
    stores.add(DeskStores.bytes(ARRIVAL_DAYS));
    stores.add(DeskStores.texts(TALLIES));
    return stores;
  }

  private KStream<String, Output> regions(KStream<String, Output> ofUnits) {
    return ofUnits
        .filter((parent, output) -> output instanceof Output.Rollup, Named.as("rollup-only"))
        .mapValues(output -> ((Output.Rollup) output).message(), Named.as("rollup-message"))
        .repartition(
            Repartitioned.<String, RollupMessage>as("rollup")
                .withKeySerde(Serdes.String())
                .withValueSerde(new RollupSerde())
                .withStreamPartitioner(Wiring.byEntity()))
        .process(
            Wiring.supplier(() -> new RegionProcessor(parts), regionStores()),
            Named.as("region-ledger"));
  }

  private static Set<StoreBuilder<?>> regionStores() {
    Set<StoreBuilder<?>> stores = new HashSet<>(REGION_STORES.builders());
    stores.add(DeskStores.texts(ACCOUNTS));
    return stores;
  }

  private void publish(KStream<String, Output> outputs, String of) {
    select(outputs, Output.Energy.class, of + "-energy")
        .mapValues(Output.Energy::window, Named.as(of + "-energy-window"))
        .to(Topics.METRIC_ENERGY.name(), produced(Topics.METRIC_ENERGY, of + "-metric-energy"));
    select(outputs, Output.Carbon.class, of + "-carbon")
        .mapValues(Output.Carbon::window, Named.as(of + "-carbon-window"))
        .to(Topics.METRIC_CARBON.name(), produced(Topics.METRIC_CARBON, of + "-metric-carbon"));
    select(outputs, Output.Rejected.class, of + "-rejected")
        .mapValues(Output.Rejected::reading, Named.as(of + "-rejected-reading"))
        .to(
            Topics.READING_REJECTED.name(),
            produced(Topics.READING_REJECTED, of + "-reading-rejected"));
    select(outputs, Output.Quality.class, of + "-quality")
        .mapValues(output -> output.day().orElse(null), Named.as(of + "-quality-day"))
        .to(Topics.QUALITY_UNIT.name(), produced(Topics.QUALITY_UNIT, of + "-quality-unit"));
    select(outputs, Output.Account.class, of + "-account")
        .mapValues(Output.Account::account, Named.as(of + "-account-value"))
        .to(
            Topics.QUALITY_ACCOUNT.name(),
            Produced.with(Serdes.String(), serdes.of(Topics.QUALITY_ACCOUNT))
                .withName(of + "-quality-account"));
    if (of.equals("unit")) {
      select(outputs, Output.Edited.class, of + "-edit")
          .mapValues(Output.Edited::edit, Named.as(of + "-edit-value"))
          .to(Topics.READING_EDIT.name(), produced(Topics.READING_EDIT, of + "-reading-edit"));
    }
    select(outputs, Output.Signalled.class, of + "-signal")
        .mapValues(Output.Signalled::signal, Named.as(of + "-signal-value"))
        .to(Topics.ALERT_SIGNAL.name(), produced(Topics.ALERT_SIGNAL, of + "-alert-signal"));
  }

  private static <V> Serde<V> readOnly(Deserializer<V> deserializer) {
    return Serdes.serdeFrom(
        (topic, value) -> {
          throw new UnsupportedOperationException("only read: " + topic);
        },
        deserializer);
  }

  private <V extends SpecificRecord> KStream<String, V> source(
      StreamsBuilder builder, Topic<V> topic, String name) {
    return builder.stream(
        topic.name(), Consumed.with(Serdes.String(), serdes.of(topic)).withName(name));
  }

  private <V extends SpecificRecord> Produced<String, V> produced(Topic<V> topic, String name) {
    return Produced.<String, V>with(Serdes.String(), serdes.of(topic), Wiring.byEntity())
        .withName(name);
  }

  private static <O extends Output> KStream<String, O> select(
      KStream<String, Output> outputs, Class<O> kind, String name) {
    return outputs
        .filter((key, output) -> kind.isInstance(output), Named.as(name + "-only"))
        .mapValues(kind::cast, Named.as(name + "-cast"));
  }
}
