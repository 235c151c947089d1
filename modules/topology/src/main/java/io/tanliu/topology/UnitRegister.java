// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.ledger.BucketChanges;
import io.tanliu.domain.ledger.Cause;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.PointCounts;
import io.tanliu.domain.ledger.PointRestatement;
import io.tanliu.domain.ledger.Standing;
import io.tanliu.domain.ledger.UnitBook;
import io.tanliu.domain.ledger.UnitMeters;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.DatedHistory;
import io.tanliu.domain.unit.DefinitionChange;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.UnitMapping;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The units of a task: their definitions, and what follows from a change of one. */
final class UnitRegister {
  private static final Logger log = LoggerFactory.getLogger(UnitRegister.class);

  private final EntityDesk desk;
  private final UnitChanges changes;
  private final UnitBooks books;
  private final Membership membership;
  private final Map<String, Known> ready = new HashMap<>();
  private KeyValueStore<String, UnitDefinition> definitions;

  /**
   * A definition, made ready.
   *
   * @param meters what its readings mean
   * @param standing where its buckets count
   */
  record Known(UnitMeters meters, Standing standing) {
    EnergyUnit unit() {
      return meters.unit();
    }
  }

  UnitRegister(EntityDesk desk, UnitChanges changes, UnitBooks books, Membership membership) {
    this.desk = desk;
    this.changes = changes;
    this.books = books;
    this.membership = membership;
  }

  void init(KeyValueStore<String, UnitDefinition> store) {
    definitions = store;
    ready.clear();
  }

  Optional<EnergyUnit> unit(String id) {
    return known(id).map(Known::unit);
  }

  Optional<Known> known(String id) {
    Known known = ready.get(id);
    if (known == null) {
      UnitDefinition stored = definitions.get(id);
      if (stored == null) {
        return Optional.empty();
      }
      known = make(UnitMapping.fromAvro(stored));
      ready.put(id, known);
    }
    return Optional.of(known);
  }

  private Known make(EnergyUnit unit) {
    return new Known(new UnitMeters(unit), new Standing(unit, membership));
  }

  /** Takes a new or changed definition; one that would break the books is refused and logged. */
  void define(EnergyUnit unit, long timestamp) {
    Optional<Known> before = known(unit.id());
    before.ifPresent(b -> upgrade(b, timestamp));
    Optional<Known> made = checked(unit);
    if (made.isEmpty() || (before.isPresent() && refused(before.get(), made.get()))) {
      return;
    }
    Standing standing = made.get().standing();
    changes.settle(unit.id(), timestamp);
    definitions.put(unit.id(), UnitMapping.toAvro(unit));
    ready.put(unit.id(), made.get());
    PointCounts points = new PointCounts();
    points.add(standing.points());
    before.ifPresent(b -> points.subtract(b.standing().points()));
    changes.own(points, unit, timestamp);
    if (before.isPresent()) {
      changes.move(before.get().standing(), standing, timestamp);
      restate(before.get().meters(), made.get(), timestamp);
    } else {
      changes.arrived(standing, timestamp);
    }
  }

  /** Books that the first version of the ledger left behind know no estimates: they are added. */
  void upgrade(Known known, long timestamp) {
    if (books.isFirstLayout(known.unit().id())) {
      restate(PointRestatement.withoutEstimates(known.meters()), known, timestamp);
    }
  }

  /** What was read while a changed definition of a point holds is taken anew. */
  private void restate(UnitMeters before, Known after, long timestamp) {
    String unit = after.unit().id();
    UnitBook book = books.get(unit);
    BucketChanges flows =
        new PointRestatement(book, books.rows(unit), before, after.meters()).changes();
    if (book.isReshaped()) {
      books.save(unit, book);
    }
    if (!flows.isEmpty()) {
      changes.enter(after.standing(), Long.MIN_VALUE, Cause.POINT, flows.byBucket(), timestamp);
    }
  }

  private Optional<Known> checked(EnergyUnit unit) {
    try {
      Optional<String> wrong = DatedHistory.problem(unit);
      wrong.ifPresent(w -> log.warn("definition of unit {} not taken: {}", unit.id(), w));
      return wrong.isPresent() ? Optional.empty() : Optional.of(make(unit));
    } catch (ArithmeticException e) {
      log.warn("definition of unit {} not taken: a number beyond 10^18", unit.id());
      return Optional.empty();
    }
  }

  private static String reason(DefinitionChange.Violation violation) {
    return violation.point()
        + "."
        + violation.field()
        + ": "
        + violation.value()
        + " (expected: "
        + violation.expected()
        + ")";
  }

  private boolean refused(Known before, Known after) {
    List<String> reasons = new ArrayList<>();
    DefinitionChange.violations(before.unit(), after.unit()).forEach(v -> reasons.add(reason(v)));
    String id = before.unit().id();
    new PointRestatement(books.get(id), books.rows(id), before.meters(), after.meters())
        .violations()
        .forEach(v -> reasons.add(reason(v)));
    ZoneId zone = before.unit().zone();
    if (!zone.equals(after.unit().zone())
        && desk.book(id).map(EntityBook::asOf).orElse(Long.MIN_VALUE) != Long.MIN_VALUE) {
      reasons.add("zone: " + after.unit().zone() + " (expected: " + zone + ")");
    }
    desk.book(id).flatMap(book -> tooOld(book, before, after)).ifPresent(reasons::add);
    if (!reasons.isEmpty()) {
      log.warn("definition of unit {} not taken: {}", id, reasons);
    }
    return !reasons.isEmpty();
  }

  /**
   * What counts elsewhere is moved by quarter hours: of those that are gone nothing can be moved.
   */
  private static Optional<String> tooOld(EntityBook book, Known before, Known after) {
    long oldest = book.oldestForgotten(Granularity.QUARTER_HOUR);
    long kept = book.keptFrom(Granularity.QUARTER_HOUR);
    return before.standing().moved(after.standing()).stream()
        .filter(moved -> moved.from() < kept && moved.to() > oldest)
        .findFirst()
        .map(
            moved ->
                "region or industry changes from "
                    + (moved.from() == Long.MIN_VALUE ? "the beginning" : instant(moved.from()))
                    + " (expected: from "
                    + instant(kept)
                    + " or later, since when quarter hours are kept; what held before goes into"
                    + " earlierAffiliations)");
  }

  private static Instant instant(long time) {
    return Instant.ofEpochMilli(time);
  }
}
