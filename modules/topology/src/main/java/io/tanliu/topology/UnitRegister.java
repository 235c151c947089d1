// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.ledger.Derivation;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.UnitMeters;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.DefinitionChange;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.topology.state.StoredWindowRows;
import io.tanliu.wire.UnitMapping;
import java.time.Instant;
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
  private final Derivation derivation;
  private final Map<String, UnitMeters> ready = new HashMap<>();
  private KeyValueStore<String, UnitDefinition> definitions;

  UnitRegister(EntityDesk desk, Membership membership, Derivation derivation) {
    this.desk = desk;
    this.membership = membership;
    this.derivation = derivation;
  }

  void init(KeyValueStore<String, UnitDefinition> store) {
    definitions = store;
    ready.clear();
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
    Optional<UnitMeters> made = meters(unit);
    if (made.isEmpty()) {
      return;
    }
    UnitMeters meters = made.get();
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

  private static Optional<UnitMeters> meters(EnergyUnit unit) {
    try {
      return Optional.of(new UnitMeters(unit));
    } catch (ArithmeticException e) {
      log.warn("definition of unit {} not taken: a number beyond 10^18", unit.id());
      return Optional.empty();
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
    restate(after.unit(), left, entered, stays, timestamp);
  }

  /**
   * Another region may mean another grid factor, so the history is converted anew: what counts is
   * where the unit belongs, not when its readings came.
   */
  private void restate(
      EnergyUnit unit,
      List<String> left,
      List<String> entered,
      List<String> stays,
      long timestamp) {
    List<Long> buckets = new ArrayList<>();
    StoredWindowRows windows = desk.windows(unit.id());
    windows.forEachBucket((bucket, row) -> buckets.add(bucket));
    for (int from = 0; from < buckets.size(); from += RESTATED_AT_ONCE) {
      TreeMap<Long, Lines> gone = new TreeMap<>();
      TreeMap<Long, Lines> come = new TreeMap<>();
      TreeMap<Long, Lines> difference = new TreeMap<>();
      int to = Math.min(buckets.size(), from + RESTATED_AT_ONCE);
      for (long bucket : buckets.subList(from, to)) {
        Lines was = windows.get(Granularity.QUARTER_HOUR, bucket).lines();
        int year = Instant.ofEpochMilli(bucket).atZone(unit.zone()).getYear();
        Lines change = derivation.change(was, new Lines(), unit.region(), year);
        Lines now = was.copy();
        now.add(change);
        gone.put(bucket, was.negated());
        come.put(bucket, now);
        difference.put(bucket, change);
      }
      difference.values().removeIf(Lines::isEmpty);
      desk.tell(left, change(unit, gone), timestamp);
      desk.tell(entered, change(unit, come), timestamp);
      if (!difference.isEmpty()) {
        desk.tell(stays, change(unit, difference), timestamp);
        desk.change(unit.id(), unit.zone(), change(unit, difference), timestamp);
      }
    }
  }

  private RollupMessage.Change change(EnergyUnit unit, SortedMap<Long, Lines> buckets) {
    long asOf = desk.book(unit.id()).map(EntityBook::asOf).orElse(Long.MIN_VALUE);
    return new RollupMessage.Change(unit.id(), asOf, Map.of(), buckets);
  }
}
