// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.at;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.avro.EntityWindow;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.ledger.Cause;
import io.tanliu.domain.ledger.Shares;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.testkit.History;
import io.tanliu.testkit.TestFactors;
import io.tanliu.wire.EditProof;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other seeds at a restart, and a crash while they are taken over. */
class FactorRestartTest {
  private static final FactorBook OLD = new TestFactors();
  private static final FactorBook NEW =
      OLD.with(
          List.of(
              new DatedFactor(
                  "co2e",
                  "electricity",
                  "360000",
                  2024,
                  2024,
                  new BigDecimal("0.5123"),
                  "",
                  "A",
                  true)));

  private final Map<String, EntityWindow> energy = new TreeMap<>();
  private final Map<String, EntityWindow> carbon = new TreeMap<>();
  private int converted;

  @Test
  void shouldConvertEveryQuarterHourOnceWhenItIsKilledInTheMiddle(@TempDir Path dir) {
    MockProcessorContext<String, Output> context = ProcessorLifeTest.context(dir);
    EnergyUnit unit = unit("U", "360102", interval("E1"));
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      readings.add(new Reading("E1", at("2024-06-01T00:00:00Z") + i * 900_000L, 1001 + i, 1));
    }
    UnitProcessor first = start(OLD, context);
    first.process(new Record<>("U", new Input.Definition(Optional.of(unit)), 1));
    first.process(
        new Record<>(
            "U",
            new Input.Frame(History.frame("U", 0, readings)),
            Given.at("2025-02-01T00:00:00Z")));
    tick(context);
    assertThat(converted).isZero();

    start(NEW, context);
    tick(context);
    assertThat(converted).isEqualTo(2_000);

    start(NEW, context);
    tick(context);
    tick(context);
    assertThat(converted).isEqualTo(2_500);
    new Published(energy, carbon)
        .shouldEqual("U", OracleBooks.of(Given.truth(unit, readings, NEW)), "restarted");

    // The same factors again: nothing to do.
    start(NEW, context);
    tick(context);
    assertThat(converted).isEqualTo(2_500);
  }

  private static UnitProcessor start(
      FactorBook factors, MockProcessorContext<String, Output> context) {
    LedgerParts parts =
        new LedgerParts(
            LedgerSettings.DEFAULT,
            LedgerDriver.MEMBERSHIP,
            new FactorDesk(factors, new BinaryAvro().of(Topics.REF_FACTOR).deserializer()),
            new Shares(factors),
            LedgerDriver.RULES,
            new LedgerCounters(new SimpleMeterRegistry()));
    UnitProcessor processor = new UnitProcessor(parts, EditProof.of(Map.of()));
    processor.init(context);
    return processor;
  }

  /** The newest processor's turn; what it forwards is kept. */
  private void tick(MockProcessorContext<String, Output> context) {
    Punctuator newest = at -> {};
    for (var scheduled : context.scheduledPunctuators()) {
      if (scheduled.getInterval().equals(LedgerSettings.DEFAULT.publishInterval())) {
        newest = scheduled.getPunctuator();
      }
    }
    newest.punctuate(1_000_000);
    for (var forwarded : context.forwarded()) {
      Output output = forwarded.record().value();
      if (output instanceof Output.Energy window) {
        energy.put(forwarded.record().key(), window.window());
      } else if (output instanceof Output.Carbon window) {
        carbon.put(forwarded.record().key(), window.window());
      } else if (output instanceof Output.Rollup rollup
          && rollup.message() instanceof RollupMessage.Change change
          && change.cause() == Cause.FACTOR
          && forwarded.record().key().equals("100000")) {
        converted += change.buckets().size();
      }
    }
    context.resetForwards();
  }
}
