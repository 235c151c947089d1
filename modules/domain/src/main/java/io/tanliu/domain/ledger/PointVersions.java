// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.unit.DefinitionChange;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What one point is and what it was before, each version for its time. */
final class PointVersions {
  private final long[] until;
  private final PointMeter[] meters;
  private final PointMeter current;
  private final long span;
  private final boolean everLastWeek;

  PointVersions(EnergyUnit unit, Point point) {
    List<Point.Earlier> earlier = new ArrayList<>(unit.earlierPoints());
    earlier.removeIf(e -> !e.point().id().equals(point.id()));
    until = earlier.stream().mapToLong(Point.Earlier::until).toArray();
    meters =
        earlier.stream()
            .map(e -> new PointMeter(e.point(), unit.zone()))
            .toArray(PointMeter[]::new);
    current = new PointMeter(point, unit.zone());
    long widest = current.span();
    for (PointMeter meter : meters) {
      widest = Math.max(widest, meter.span());
    }
    span = widest;
    everLastWeek = current.lastWeek() || Arrays.stream(meters).anyMatch(PointMeter::lastWeek);
  }

  /** The version that holds at a time. */
  PointMeter at(long time) {
    for (int i = 0; i < until.length; i++) {
      if (time < until[i]) {
        return meters[i];
      }
    }
    return current;
  }

  /** The version that holds today; it decides how long readings are kept. */
  PointMeter current() {
    return current;
  }

  /** True when readings are kept longer, as sources of estimates. */
  boolean keepsWeek() {
    return current.lastWeek();
  }

  /** True when last week stands in for missing readings of any time. */
  boolean everLastWeek() {
    return everLastWeek;
  }

  /** How far from a reading its neighbours matter, milliseconds; 0 when they never do. */
  long span() {
    return span;
  }

  /**
   * Where two lists of versions begin to differ.
   *
   * @param from first moment, epoch milliseconds; {@link Long#MIN_VALUE} for the beginning
   * @param before the version that held there
   * @param after the version that shall hold there
   */
  record Difference(long from, Point before, Point after) {}

  /** The first moment at which readings mean something else; empty when they never do. */
  Optional<Difference> difference(PointVersions other) {
    long[] changes =
        LongStream.concat(
                LongStream.of(Long.MIN_VALUE),
                LongStream.concat(LongStream.of(until), LongStream.of(other.until)))
            .sorted()
            .toArray();
    for (long from : changes) {
      Point was = at(from).point();
      Point is = other.at(from).point();
      if (!DefinitionChange.restatable(was, is).isEmpty()) {
        return Optional.of(new Difference(from, was, is));
      }
    }
    return Optional.empty();
  }
}
