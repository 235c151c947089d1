// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.Cause;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.PointCounts;
import io.tanliu.domain.ledger.Standing;
import io.tanliu.domain.ledger.Standing.Moved;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.topology.state.StoredWindowRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Enters what changed in a unit's buckets, into its own windows and into all above it. */
final class UnitChanges {
  /** Buckets in one message when much of a unit's history is restated. */
  private static final int AT_ONCE = 500;

  private final EntityDesk desk;
  private final Telling telling;
  private final FactorDesk factors;

  UnitChanges(EntityDesk desk, Telling telling, FactorDesk factors) {
    this.desk = desk;
    this.telling = telling;
    this.factors = factors;
  }

  /**
   * Enters a change of flows, with what it changes in coal equivalent and carbon.
   *
   * @param reach event time that the unit has reached
   */
  void enter(
      Standing standing, long reach, Cause cause, SortedMap<Long, Lines> flows, long timestamp) {
    EnergyUnit unit = standing.unit();
    StoredWindowRows rows = desk.windows(unit.id());
    FactorDesk.InForce inForce = factors.inForce();
    SortedMap<Long, Lines> changes = new TreeMap<>();
    flows.forEach(
        (bucket, change) -> {
          Lines before = rows.get(Granularity.QUARTER_HOUR, bucket).lines();
          changes.put(bucket, derived(inForce, standing, bucket, before, change));
        });
    enterAll(
        standing, inForce, RollupMessage.Change.of(unit.id(), reach, cause, changes), timestamp);
  }

  private void enterAll(
      Standing standing, FactorDesk.InForce inForce, RollupMessage.Change change, long timestamp) {
    EnergyUnit unit = standing.unit();
    EntityBook book = desk.book(unit.id(), unit.zone());
    book.convertedIn(inForce.fingerprint());
    boolean waits = change.cause() == Cause.READING && Telling.canWait(book, change.buckets());
    if (waits) {
      book.tellLater(change.buckets());
      telling.waits(unit.id());
    }
    try {
      desk.change(unit.id(), book, change, timestamp);
    } catch (ArithmeticException e) {
      // A sum does not fit and nothing was entered: so there is nothing to tell either.
      if (waits) {
        SortedMap<Long, Lines> back = new TreeMap<>(change.buckets());
        back.replaceAll((bucket, lines) -> lines.negated());
        book.tellLater(back);
      }
      throw e;
    }
    if (!waits) {
      tell(standing, change, timestamp);
    }
  }

  /**
   * What has been converted.
   *
   * @param buckets how many
   * @param to time before which all have been; {@link Long#MAX_VALUE} when none is left
   */
  record Converted(int buckets, long to) {}

  /**
   * Converts stored buckets anew, from a time on.
   *
   * @param most buckets at most
   */
  Converted convert(
      Standing standing, FactorDesk.InForce inForce, long from, int most, long timestamp) {
    EnergyUnit unit = standing.unit();
    StoredWindowRows rows = desk.windows(unit.id());
    List<Long> buckets = rows.buckets(from, most);
    SortedMap<Long, Lines> changes = new TreeMap<>();
    for (long bucket : buckets) {
      Lines before = rows.get(Granularity.QUARTER_HOUR, bucket).lines();
      changes.put(bucket, derived(inForce, standing, bucket, before, new Lines()));
    }
    changes.values().removeIf(Lines::isEmpty);
    if (!changes.isEmpty()) {
      RollupMessage.Change change =
          RollupMessage.Change.of(unit.id(), asOf(unit), Cause.FACTOR, changes);
      enterAll(standing, inForce, change, timestamp);
    }
    boolean more = buckets.size() == most;
    long to = more ? buckets.get(most - 1) + Granularity.BASE : Long.MAX_VALUE;
    return new Converted(buckets.size(), to);
  }

  private static Lines derived(
      FactorDesk.InForce inForce, Standing standing, long bucket, Lines before, Lines flows) {
    int year = Instant.ofEpochMilli(bucket).atZone(standing.unit().zone()).getYear();
    Affiliation affiliation = standing.at(bucket).affiliation();
    return inForce.derivation().change(before, flows, affiliation, year);
  }

  /** Each entity above hears of the buckets that count to it, and of the unit's event time. */
  private void tell(Standing standing, RollupMessage.Change change, long timestamp) {
    List<Standing.Period> periods = standing.periods();
    if (periods.size() == 1) {
      desk.tell(standing.parents(), change, timestamp);
      return;
    }
    Map<String, SortedMap<Long, Lines>> byParent = new TreeMap<>();
    for (Standing.Period period : periods) {
      SortedMap<Long, Lines> part = change.buckets().subMap(period.from(), period.to());
      for (String parent : period.parents()) {
        byParent.computeIfAbsent(parent, p -> new TreeMap<>()).putAll(part);
      }
    }
    byParent.forEach(
        (parent, buckets) -> desk.tell(List.of(parent), change.with(buckets), timestamp));
  }

  /** Tells those above what they have not been told of a unit, while it stands where it stood. */
  void settle(String unit, long timestamp) {
    telling.tell(unit, timestamp);
  }

  /**
   * Tells all above how many points count to them now, and moves the buckets that count elsewhere:
   * out of the entities that they left, into those that they entered. Another region may mean
   * another grid factor, so they are converted anew.
   */
  void move(Standing before, Standing after, long timestamp) {
    points(before, after, timestamp);
    for (Moved moved : before.moved(after)) {
      Set<String> left = new LinkedHashSet<>(moved.before().parents());
      Set<String> entered = new LinkedHashSet<>(moved.after().parents());
      Set<String> stays = new LinkedHashSet<>(left);
      stays.retainAll(entered);
      left.removeAll(stays);
      entered.removeAll(stays);
      List<Long> buckets = new ArrayList<>();
      desk.windows(after.unit().id()).forEachBucket(moved.from(), moved.to(), buckets::add);
      for (int from = 0; from < buckets.size(); from += AT_ONCE) {
        List<Long> slice = buckets.subList(from, Math.min(buckets.size(), from + AT_ONCE));
        move(after, slice, left, entered, stays, timestamp);
      }
    }
  }

  private void move(
      Standing after,
      List<Long> slice,
      Set<String> left,
      Set<String> entered,
      Set<String> stays,
      long timestamp) {
    EnergyUnit unit = after.unit();
    StoredWindowRows windows = desk.windows(unit.id());
    FactorDesk.InForce inForce = factors.inForce();
    TreeMap<Long, Lines> gone = new TreeMap<>();
    TreeMap<Long, Lines> come = new TreeMap<>();
    TreeMap<Long, Lines> difference = new TreeMap<>();
    for (long bucket : slice) {
      Lines was = windows.get(Granularity.QUARTER_HOUR, bucket).lines();
      Lines change = derived(inForce, after, bucket, was, new Lines());
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
      EntityBook book = desk.book(unit.id(), unit.zone());
      book.convertedIn(inForce.fingerprint());
      desk.change(unit.id(), book, change(unit, difference), timestamp);
    }
  }

  private RollupMessage.Change change(EnergyUnit unit, SortedMap<Long, Lines> buckets) {
    return RollupMessage.Change.of(unit.id(), asOf(unit), Cause.MEMBERSHIP, buckets);
  }

  private long asOf(EnergyUnit unit) {
    return desk.book(unit.id()).map(EntityBook::asOf).orElse(Long.MIN_VALUE);
  }

  private void points(Standing before, Standing after, long timestamp) {
    Set<String> all = new LinkedHashSet<>(before.parents());
    all.addAll(after.parents());
    for (String parent : all) {
      PointCounts change = new PointCounts();
      change.add(after.points(parent));
      change.subtract(before.points(parent));
      boolean entered = !before.parents().contains(parent);
      if (entered || !change.isEmpty()) {
        boolean moved = entered || !before.moved(after).isEmpty();
        Cause cause = moved ? Cause.MEMBERSHIP : Cause.POINT;
        desk.tell(List.of(parent), points(after.unit(), cause, change), timestamp);
      }
    }
  }

  /** A unit that has just been defined counts with its points. */
  void arrived(Standing standing, long timestamp) {
    EnergyUnit unit = standing.unit();
    for (String parent : standing.parents()) {
      PointCounts counts = standing.points(parent);
      desk.tell(List.of(parent), points(unit, Cause.MEMBERSHIP, counts), timestamp);
    }
  }

  /** The unit's own points have changed. */
  void own(PointCounts change, EnergyUnit unit, long timestamp) {
    desk.change(unit.id(), unit.zone(), points(unit, Cause.POINT, change), timestamp);
  }

  private RollupMessage.Change points(EnergyUnit unit, Cause cause, PointCounts change) {
    return new RollupMessage.Change(unit.id(), asOf(unit), cause, change, new TreeMap<>());
  }
}
