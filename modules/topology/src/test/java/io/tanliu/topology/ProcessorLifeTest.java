// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.budget;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.point;
import static io.tanliu.topology.Given.reading;
import static io.tanliu.topology.Given.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.domain.ledger.Cause;
import io.tanliu.domain.ledger.Line;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.PointCounts;
import io.tanliu.domain.ledger.Shares;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.testkit.History;
import io.tanliu.testkit.TestFactors;
import io.tanliu.wire.EditProof;
import io.tanliu.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a processor does when Kafka Streams takes its task away or its messages grow. */
class ProcessorLifeTest {
  private static final TestFactors FACTORS = new TestFactors();

  /** Kafka Streams initialises the same processor again after it lost a transaction. */
  @Test
  void shouldRememberNothingOfALostTransactionWhenItsTaskIsRevived(@TempDir Path dir) {
    UnitProcessor processor = new UnitProcessor(parts(), EditProof.of(Map.of()));
    List<Object> lost = run(processor, context(dir.resolve("lost")));
    List<Object> again = run(processor, context(dir.resolve("again")));
    assertThat(again).isEqualTo(lost);
    assertThat(again).anyMatch(Output.Signalled.class::isInstance);
  }

  /** Whether a rolling window has moved is remembered in memory only, beside the transaction. */
  @Test
  void shouldPublishRollingWindowsOfALostTransactionAgain(@TempDir Path dir) {
    UnitProcessor processor = new UnitProcessor(parts(), EditProof.of(Map.of()));
    var unit =
        unit(
            "U",
            "360102",
            point(
                "E1", Measure.INTERVAL, PhysicalUnit.KWH, Duration.ofMinutes(5), Optional.empty()));
    List<Object> lost = run(processor, context(dir.resolve("lost")), unit);
    List<Object> again = run(processor, context(dir.resolve("again")), unit);
    assertThat(again).isEqualTo(lost);
    assertThat(again)
        .anyMatch(
            o -> o instanceof Output.Energy e && e.window().getGranularity().equals("rolling-1h"));
  }

  /** What a unit's book says is still to be told is told by whoever has the task next. */
  @Test
  void shouldTellAfterARestartWhatWasNotToldBefore(@TempDir Path dir) {
    LedgerParts parts = parts();
    MockProcessorContext<String, Output> context = context(dir);
    UnitProcessor stopped = new UnitProcessor(parts, EditProof.of(Map.of()));
    stopped.init(context);
    enter(stopped);
    assertThat(told(context)).isEmpty();

    context.scheduledPunctuators().forEach(MockProcessorContext.CapturedPunctuator::cancel);
    new UnitProcessor(parts, EditProof.of(Map.of())).init(context);
    tick(context);
    List<RollupMessage.Change> told = told(context);
    assertThat(told).hasSize(LedgerDriver.MEMBERSHIP.parents("360102", "3120").size());
    assertThat(told)
        .allSatisfy(
            change -> {
              assertThat(change.buckets()).hasSize(1);
              assertThat(
                      change.buckets().get(change.buckets().firstKey()).get("electricity:bought"))
                  .isEqualTo(new Line(30_000, 900_000, 0));
            });
    tick(context);
    assertThat(told(context)).as("told once").isEmpty();
  }

  private static LedgerParts parts() {
    return new LedgerParts(
        LedgerSettings.DEFAULT,
        LedgerDriver.MEMBERSHIP,
        new FactorDesk(FACTORS, new BinaryAvro().of(Topics.REF_FACTOR).deserializer()),
        new Shares(FACTORS),
        LedgerDriver.RULES,
        new LedgerCounters(new SimpleMeterRegistry()));
  }

  /** Changes of buckets that were forwarded since the last call. */
  private static List<RollupMessage.Change> told(MockProcessorContext<String, Output> context) {
    List<RollupMessage.Change> told = new ArrayList<>();
    for (var forward : context.forwarded()) {
      if (forward.record().value() instanceof Output.Rollup rollup
          && rollup.message() instanceof RollupMessage.Change change
          && !change.buckets().isEmpty()) {
        told.add(change);
      }
    }
    context.resetForwards();
    return told;
  }

  private static void tick(MockProcessorContext<String, Output> context) {
    context.scheduledPunctuators().stream()
        .filter(punctuator -> !punctuator.cancelled())
        .forEach(punctuator -> punctuator.getPunctuator().punctuate(4));
  }

  private static List<Object> run(
      UnitProcessor processor, MockProcessorContext<String, Output> context) {
    return run(processor, context, unit("U", "360102", interval("E1")));
  }

  /** Gives everything that was forwarded, but for clocks. */
  private static List<Object> run(
      UnitProcessor processor, MockProcessorContext<String, Output> context, EnergyUnit unit) {
    processor.init(context);
    enter(processor, unit);
    tick(context);
    List<Object> forwarded = new ArrayList<>();
    context.forwarded().forEach(f -> forwarded.add(f.record().value()));
    context.resetForwards();
    return forwarded;
  }

  /** A context with empty stores. */
  /** A context with empty stores for a unit processor. */
  static MockProcessorContext<String, Output> context(Path dir) {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "life");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:0");
    MockProcessorContext<String, Output> context =
        new MockProcessorContext<>(config, new TaskId(0, 0), dir.toFile());
    context.setCurrentSystemTimeMs(0);
    List<StoreBuilder<?>> stores = new ArrayList<>(LedgerTopology.UNIT_STORES.builders());
    stores.add(DeskStores.texts(LedgerTopology.UNIT_BOOKS));
    stores.add(DeskStores.bytes(LedgerTopology.READINGS));
    stores.add(DeskStores.texts(LedgerTopology.ARRIVALS));
    stores.add(DeskStores.bytes(LedgerTopology.ARRIVAL_DAYS));
    stores.add(DeskStores.texts(LedgerTopology.TALLIES));
    stores.add(
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(LedgerTopology.DEFINITIONS),
            Serdes.String(),
            new BinaryAvro().of(Topics.REF_UNIT)));
    stores.forEach(
        builder -> {
          var store = builder.withLoggingDisabled().withCachingDisabled().build();
          store.init(context.getStateStoreContext(), store);
          context.addStateStore(store);
        });
    return context;
  }

  /** A unit, its target and a breach. */
  private static void enter(UnitProcessor processor) {
    enter(processor, unit("U", "360102", interval("E1")));
  }

  private static void enter(UnitProcessor processor, EnergyUnit unit) {
    processor.process(new Record<>("U", new Input.Definition(Optional.of(unit)), 1));
    var target = budget("T", "U", "2024-06", 10);
    processor.process(new Record<>("U|T", new Input.NewTarget(Optional.of(target)), 2));
    var frame = History.frame("U", 0, List.of(reading("E1", "2024-06-01T00:00:00Z", 30)));
    processor.process(new Record<>("U", new Input.Frame(frame), Given.at("2025-02-01T00:00:00Z")));
  }

  @Test
  void shouldCutAChangeOfManyBucketsIntoMessagesThatLoseAndRepeatNothing() {
    TreeMap<Long, Lines> buckets = new TreeMap<>();
    for (long i = 0; i < 10_001; i++) {
      Lines lines = new Lines();
      lines.add("electricity:bought", new Line(i, 1, 0));
      lines.add("tce", new Line(-i, 1, 0));
      buckets.put(i, lines);
    }
    RollupMessage.Change change =
        new RollupMessage.Change("U", 5, Cause.READING, points(1), buckets);
    List<RollupMessage.Change> parts = change.parts(4_000);

    assertThat(parts).hasSize(6);
    TreeMap<Long, Lines> together = new TreeMap<>();
    parts.forEach(part -> together.putAll(part.buckets()));
    assertThat(together).isEqualTo(buckets);
    assertThat(parts.stream().mapToInt(p -> p.buckets().size()).sum()).isEqualTo(10_001);
    assertThat(parts.stream().mapToInt(p -> p.points().size()).sum()).isEqualTo(1);
    assertThat(parts).allSatisfy(part -> assertThat(part.cause()).isEqualTo(Cause.READING));
    assertThat(parts)
        .allSatisfy(
            part ->
                assertThat(new RollupSerde().serializer().serialize("", part))
                    .hasSizeLessThan(500_000));
  }

  @Test
  void shouldTellAChangeWithoutBucketsAsOneMessage() {
    RollupMessage.Change change =
        new RollupMessage.Change("U", 5, Cause.POINT, points(-1), new TreeMap<>());
    assertThat(change.parts(4_000)).containsExactly(change);
  }

  private static PointCounts points(long count) {
    PointCounts points = new PointCounts();
    points.add("electricity:bought", PointCounts.ALWAYS, count);
    return points;
  }
}
