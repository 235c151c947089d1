// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.control.Target;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.EditProof;
import io.tanliu.wire.Keys;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that concerns one unit, in one place and one order. */
final class UnitProcessor implements Processor<String, Input, String, Output> {
  private static final Logger log = LoggerFactory.getLogger(UnitProcessor.class);

  private final LedgerParts parts;
  private final EditProof edits;
  private final EntityDesk desk;
  private final Telling telling;
  private final UnitRegister register;
  private final UnitBooks books;
  private final FactorRestatement restatement;
  private final FrameDesk frames;
  private final QualityDesk quality;

  /**
   * @param edits what vouches for changes by hand
   */
  UnitProcessor(LedgerParts parts, EditProof edits) {
    this.parts = parts;
    this.edits = edits;
    this.desk = new EntityDesk(LedgerTopology.UNIT_STORES, parts);
    this.telling = new Telling(desk);
    UnitChanges changes = new UnitChanges(desk, telling, parts.factors());
    this.books = new UnitBooks(parts.settings().horizon());
    this.register = new UnitRegister(desk, changes, books, parts.membership());
    this.restatement = new FactorRestatement(desk, register, changes, parts.factors());
    LookBudget budget = new LookBudget(parts.counters().stopwatch());
    this.quality = new QualityDesk(desk, register, parts.rules(), budget, this::readings);
    this.frames = new FrameDesk(desk, changes, register, books, quality, parts);
  }

  @Override
  public void init(ProcessorContext<String, Output> context) {
    desk.init(context);
    register.init(context.getStateStore(LedgerTopology.DEFINITIONS));
    telling.init(unit -> register.known(unit).orElseThrow().standing());
    books.init(
        context.getStateStore(LedgerTopology.UNIT_BOOKS),
        context.getStateStore(LedgerTopology.READINGS));
    quality.init(context);
    restatement.init();
    context.schedule(
        Instant.EPOCH,
        parts.settings().publishInterval(),
        PunctuationType.WALL_CLOCK_TIME,
        this::tick);
    context.schedule(LedgerTopology.QUALITY_TICK, PunctuationType.WALL_CLOCK_TIME, quality::tick);
  }

  private void tick(long now) {
    restatement.goOn(now);
    telling.tellAll(now);
    desk.publish(now);
  }

  private StoredDayReadings readings(String unit) {
    return books.readings(unit);
  }

  @Override
  public void process(Record<String, Input> record) {
    Input input = record.value();
    if (input instanceof Input.Frame frame) {
      boolean proven = edits.holds(frame.frame(), record.headers());
      frames.take(record.key(), frame.frame(), proven, record.timestamp());
    } else if (input instanceof Input.Definition definition) {
      definition
          .unit()
          .filter(unit -> inPlace(record.key(), unit.id()))
          .ifPresent(unit -> define(unit, record.timestamp()));
    } else if (input instanceof Input.Refused refused) {
      quality.refused(record.key(), refused);
    } else if (input instanceof Input.NewTarget target) {
      if (inPlace(record.key(), target.target().map(t -> Keys.target(t.entity(), t.id())))) {
        target(record.key(), target, record.timestamp());
      }
    }
  }

  private void define(EnergyUnit unit, long timestamp) {
    boolean known = register.known(unit.id()).isPresent();
    register.define(unit, timestamp);
    if (!known && register.known(unit.id()).isPresent()) {
      restatement.arrived(unit.id());
    }
    quality.defined(unit.id());
  }

  /** The key decides the task: what is written under another one would get books of its own. */
  private static boolean inPlace(String key, String expected) {
    if (expected.equals(key)) {
      return true;
    }
    log.warn("record not taken: key {} (expected: {})", key, expected);
    return false;
  }

  /** A withdrawal has nothing but its key. */
  private static boolean inPlace(String key, Optional<String> expected) {
    boolean target = key != null && key.indexOf(Keys.SEPARATOR) > 0;
    return inPlace(key, expected.orElse(target ? key : "entity|target"));
  }

  /** A target of a unit stays here, one of a region or industry goes to its task. */
  private void target(String key, Input.NewTarget input, long timestamp) {
    int bar = key.indexOf('|');
    String entity = key.substring(0, bar);
    String id = key.substring(bar + 1);
    // What is no sum of one period is judged elsewhere; a budget that becomes such a target ends.
    Optional<Target> budget = input.target().filter(Target::isBudget);
    if (!Membership.isUnit(entity)) {
      // It judges what was read before it.
      telling.tellAll(timestamp);
      RollupMessage message = new RollupMessage.NewTarget(id, budget);
      desk.forward(entity, new Output.Rollup(message), timestamp);
    } else {
      Optional<EnergyUnit> unit = register.unit(entity);
      desk.target(
          entity,
          unit.map(EnergyUnit::zone).orElse(parts.settings().zone()),
          id,
          budget,
          timestamp);
    }
  }
}
