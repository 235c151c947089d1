// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.UnitMeters;
import io.tanliu.domain.unit.DefinitionChange;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.UnitMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The units of a task: their definitions, and what follows from a change of one. */
final class UnitRegister {
  private static final Logger log = LoggerFactory.getLogger(UnitRegister.class);

  /** Buckets in one message when the whole history of a unit changes its region. */
  private static final int RESTATED_AT_ONCE = 500;

  private final EntityDesk desk;
  private final Membership membership;
  private final Map<String, UnitMeters> ready = new HashMap<>();
  private KeyValueStore<String, UnitDefinition> definitions;

  UnitRegister(EntityDesk desk, Membership membership) {
    this.desk = desk;
    this.membership = membership;
  }

  void init(KeyValueStore<String, UnitDefinition> store) {
    definitions = store;
  }

  Optional<EnergyUnit> unit(String id) {
    return meters(id).map(UnitMeters::unit);
  }

  Optional<UnitMeters> meters(String id) {
    UnitMeters known = ready.get(id);
    if (known == null) {
      UnitDefinition stored = definitions.get(id);
      if (stored == null) {
        return Optional.empty();
      }
      known = new UnitMeters(UnitMapping.fromAvro(stored));
      ready.put(id, known);
    }
    return Optional.of(known);
  }

  List<String> parents(EnergyUnit unit) {
    return membership.parents(unit.region(), unit.industry());
  }

  /** Takes a new or changed definition; one that would break the books is refused and logged. */
  void define(EnergyUnit unit, long timestamp) {
    Optional<UnitMeters> before = meters(unit.id());
    if (before.isPresent() && refused(before.get().unit(), unit)) {
      return;
    }
    UnitMeters meters = new UnitMeters(unit);
    Map<String, Long> points = new TreeMap<>(meters.pointsByFlow());
    before.ifPresent(b -> b.pointsByFlow().forEach((f, n) -> points.merge(f, -n, Long::sum)));
    points.values().removeIf(n -> n == 0);
    definitions.put(unit.id(), UnitMapping.toAvro(unit));
    ready.put(unit.id(), meters);
    desk.change(unit.id(), unit.zone(), EntityDesk.points(unit.id(), points), timestamp);
    if (before.isPresent() && !parents(before.get().unit()).equals(parents(unit))) {
      move(before.get(), meters, timestamp);
    } else if (!points.isEmpty()) {
      desk.tell(parents(unit), EntityDesk.points(unit.id(), points), timestamp);
    }
  }

  private boolean refused(EnergyUnit before, EnergyUnit after) {
    List<String> reasons = new ArrayList<>();
    DefinitionChange.violations(before, after)
        .forEach(v -> reasons.add(v.point() + "." + v.field() + ": " + v.value()));
    if (!before.zone().equals(after.zone())
        && desk.book(before.id()).map(EntityBook::asOf).orElse(Long.MIN_VALUE) != Long.MIN_VALUE) {
      reasons.add("zone: " + after.zone() + " (expected: " + before.zone() + ")");
    }
    if (!reasons.isEmpty()) {
      log.warn("definition of unit {} not taken: {}", before.id(), reasons);
    }
    return !reasons.isEmpty();
  }

  /** The unit's whole history leaves the entities it no longer belongs to and enters the new. */
  private void move(UnitMeters before, UnitMeters after, long timestamp) {
    List<String> left = new ArrayList<>(parents(before.unit()));
    List<String> entered = new ArrayList<>(parents(after.unit()));
    List<String> stays = new ArrayList<>(left);
    stays.retainAll(entered);
    left.removeAll(stays);
    entered.removeAll(stays);
    String unit = after.unit().id();
    Map<String, Long> gone = new TreeMap<>();
    before.pointsByFlow().forEach((flow, n) -> gone.put(flow, -n));
    Map<String, Long> added = new TreeMap<>(after.pointsByFlow());
    gone.forEach((flow, n) -> added.merge(flow, n, Long::sum));
    added.values().removeIf(n -> n == 0);
    desk.tell(left, EntityDesk.points(unit, gone), timestamp);
    desk.tell(entered, EntityDesk.points(unit, after.pointsByFlow()), timestamp);
    desk.tell(stays, EntityDesk.points(unit, added), timestamp);
    restate(unit, left, entered, timestamp);
  }

  private void restate(String unit, List<String> left, List<String> entered, long timestamp) {
    long asOf = desk.book(unit).map(EntityBook::asOf).orElse(Long.MIN_VALUE);
    TreeMap<Long, Lines> batch = new TreeMap<>();
    desk.windows(unit)
        .forEachBucket(
            (bucket, row) -> {
              batch.put(bucket, row.lines());
              if (batch.size() == RESTATED_AT_ONCE) {
                tellMove(unit, left, entered, asOf, batch, timestamp);
                batch.clear();
              }
            });
    tellMove(unit, left, entered, asOf, batch, timestamp);
  }

  private void tellMove(
      String unit,
      List<String> left,
      List<String> entered,
      long asOf,
      SortedMap<Long, Lines> batch,
      long timestamp) {
    if (batch.isEmpty()) {
      return;
    }
    TreeMap<Long, Lines> negative = new TreeMap<>();
    batch.forEach((bucket, lines) -> negative.put(bucket, lines.negated()));
    desk.tell(left, new RollupMessage.Change(unit, asOf, Map.of(), negative), timestamp);
    desk.tell(
        entered, new RollupMessage.Change(unit, asOf, Map.of(), new TreeMap<>(batch)), timestamp);
  }
}
