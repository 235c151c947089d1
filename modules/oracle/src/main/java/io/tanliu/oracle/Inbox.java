// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.domain.reading.ReadingRules;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * What counts in the end, told from the frames of one unit in the order of their arrival.
 *
 * <ul>
 *   <li>The later number of a point and time wins; a withdrawal takes it away.
 *   <li>What is older than the horizon behind the unit's newest reading is refused, unless it is
 *       history to be loaded where nothing is settled.
 *   <li>What was done by hand is changed only by hand: a number or withdrawal that a meter sends
 *       again is refused.
 * </ul>
 *
 * <p>The checks that a single reading must pass are the ones of every door ({@link ReadingRules}).
 */
public final class Inbox {
  private final EnergyUnit unit;
  private final Duration horizon;
  private final Versions versions;
  private final Map<String, PointInbox> points = new HashMap<>();
  private final Map<Point, ReadingRules> rules = new HashMap<>();
  private final Map<Outcome, Long> accounts = new EnumMap<>(Outcome.class);
  private final List<Change> changes = new ArrayList<>();
  private long newest = Long.MIN_VALUE;
  private long asOf = Long.MIN_VALUE;

  /** What became of a reading. */
  public enum Outcome {
    /** It is new. */
    ACCEPTED,
    /** It says nothing new. */
    DUPLICATE,
    /** It replaced another, or took it away. */
    CORRECTED,
    /** It was refused and has no effect. */
    REJECTED
  }

  /**
   * A reading that was entered, confirmed or withdrawn by hand.
   *
   * @param before what stood there
   * @param after what stands there now
   */
  public record Change(
      String point,
      long time,
      Optional<Reading> before,
      Optional<Reading> after,
      ReadingFrame.Edit edit) {}

  /**
   * @param horizon how far behind the newest reading of its unit a reading may be
   */
  public Inbox(EnergyUnit unit, Duration horizon) {
    this.unit = unit;
    this.horizon = horizon;
    this.versions = new Versions(unit);
    versions.byUntil().keySet().forEach(p -> points.put(p, new PointInbox(p, versions, horizon)));
  }

  /** The inbox of a unit after its frames. */
  public static Inbox of(EnergyUnit unit, Duration horizon, Iterable<ReadingFrame> frames) {
    Inbox inbox = new Inbox(unit, horizon);
    frames.forEach(inbox::take);
    return inbox;
  }

  /** Takes the next frame; what has become old by it is settled after its last reading. */
  public void take(ReadingFrame frame) {
    for (Reading reading : frame.readings()) {
      accounts.merge(take(frame, reading), 1L, Long::sum);
    }
    if (newest != Long.MIN_VALUE) {
      points.values().forEach(point -> point.settle(newest));
    }
  }

  private Outcome take(ReadingFrame frame, Reading sent) {
    boolean report = frame.action() == Action.REPORT;
    Reading reading = report ? sent : new Reading(sent.point(), sent.time(), 0, 0);
    Optional<Point> point = versions.at(reading.point(), reading.time());
    if (point.isEmpty() || !allowed(point.get(), reading, frame.receivedAt())) {
      return Outcome.REJECTED;
    }
    PointInbox box = points.get(reading.point());
    boolean late = newest != Long.MIN_VALUE && reading.time() < newest - horizon.toMillis();
    boolean history = late && frame.backfill() && report && frame.edit().isEmpty();
    if (late && !(history && open(box, reading.time()))) {
      return Outcome.REJECTED;
    }
    Optional<Kept> old = box.at(reading.time());
    if (frame.edit().isEmpty() && protectedByHand(box, old, reading, report)) {
      return Outcome.REJECTED;
    }
    return report
        ? report(frame, box, point.get(), reading, history)
        : withdraw(frame, box, reading);
  }

  private boolean allowed(Point point, Reading reading, long receivedAt) {
    return rules
        .computeIfAbsent(point, p -> new ReadingRules(p, unit.zone()))
        .check(reading.time(), reading.value(), reading.scale(), receivedAt)
        .isEmpty();
  }

  /** True when history may be loaded at a time: nothing is settled there, nothing came in time. */
  private static boolean open(PointInbox box, long time) {
    return !box.settled(time)
        && !box.tombstones.contains(time)
        && box.at(time).map(Kept::backfilled).orElse(true);
  }

  /** True when a meter contradicts what was done by hand. */
  private static boolean protectedByHand(
      PointInbox box, Optional<Kept> old, Reading reading, boolean report) {
    return report
        ? box.tombstones.contains(reading.time())
            || old.map(kept -> kept.edited() && !kept.says(reading)).orElse(false)
        : old.map(Kept::edited).orElse(false);
  }

  private Outcome report(
      ReadingFrame frame, PointInbox box, Point point, Reading reading, boolean history) {
    newest = Math.max(newest, reading.time());
    asOf =
        Math.max(
            asOf,
            point.measure() == Measure.INTERVAL
                ? Versions.intervalEnd(point, reading.time(), unit.zone())
                : reading.time());
    boolean edited =
        frame.edit().isPresent() || box.at(reading.time()).map(Kept::edited).orElse(false);
    Kept now = new Kept(reading, history, edited);
    Optional<Kept> old = Optional.ofNullable(box.readings.put(reading.time(), now));
    box.tombstones.remove(reading.time());
    note(frame, reading, old, Optional.of(reading));
    return old.isEmpty()
        ? Outcome.ACCEPTED
        : old.get().says(reading) ? Outcome.DUPLICATE : Outcome.CORRECTED;
  }

  private Outcome withdraw(ReadingFrame frame, PointInbox box, Reading reading) {
    Optional<Kept> old = Optional.ofNullable(box.readings.remove(reading.time()));
    if (frame.edit().isPresent()) {
      box.tombstones.add(reading.time());
    }
    note(frame, reading, old, Optional.empty());
    return old.isPresent() ? Outcome.CORRECTED : Outcome.DUPLICATE;
  }

  private void note(
      ReadingFrame frame, Reading reading, Optional<Kept> old, Optional<Reading> now) {
    Optional<Reading> before = old.map(Kept::reading);
    frame
        .edit()
        .map(by -> new Change(reading.point(), reading.time(), before, now, by))
        .ifPresent(changes::add);
  }

  /** Forgets settled readings that have nothing to do with some times; figures there are lost. */
  public void forgetSettled(LongPredicate exceptTimes) {
    points.values().forEach(point -> point.forget(exceptTimes));
  }

  /** The unit. */
  public EnergyUnit unit() {
    return unit;
  }

  /** What counts of a point, in the order of time. */
  public Collection<Kept> kept(String point) {
    return points.get(point).readings.values();
  }

  /** Event time up to which readings reach; it never goes back. */
  public long asOf() {
    return asOf;
  }

  /** What was done by hand, in the order of arrival. */
  public List<Change> changes() {
    return List.copyOf(changes);
  }

  /** Accepted, duplicate, corrected and rejected readings, in this order. */
  public List<Long> accounts() {
    List<Long> counts = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      counts.add(accounts.getOrDefault(outcome, 0L));
    }
    return counts;
  }
}
