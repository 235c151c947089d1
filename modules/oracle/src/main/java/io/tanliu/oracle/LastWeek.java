// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Estimates the gaps of a point from what it measured at the same local time a week before. A
 * source is understood by the definition of its own time. History that was loaded later is none.
 */
final class LastWeek {
  private final String id;
  private final Versions versions;
  private final NavigableMap<Long, Kept> sources = new TreeMap<>();

  LastWeek(String id, NavigableMap<Long, Kept> kept, Versions versions) {
    this.id = id;
    this.versions = versions;
    kept.values().stream().filter(k -> !k.backfilled()).forEach(k -> sources.put(k.time(), k));
  }

  /**
   * Fills a gap as far as there are sources.
   *
   * @param point the definition to which the gap belongs
   */
  void fill(Point point, long from, long to, Spread.Parts parts) {
    if (point.measure() == Measure.INTERVAL) {
      intervals(point, from, to, parts);
    } else {
      rates(from, to, parts);
    }
  }

  /** Interval by interval; one that would reach beyond the gap stays missing. */
  private void intervals(Point point, long from, long to, Spread.Parts parts) {
    long end;
    for (long slot = from; slot < to; slot = end) {
      end = Versions.intervalEnd(point, slot, versions.zone());
      Kept source = sources.get(Versions.weekBefore(slot, versions.zone()));
      if (source != null && end <= to) {
        Spread.evenly(slot, end, Oracle.amount(definition(source), source), parts);
      }
    }
  }

  /** The lines that were measured, moved by what lies between the gap's begin and its source. */
  private void rates(long from, long to, Spread.Parts parts) {
    long shift = from - Versions.weekBefore(from, versions.zone());
    long sourceFrom = from - shift;
    long sourceTo = to - shift;
    Long first = sources.floorKey(sourceFrom);
    for (Kept u : sources.tailMap(first == null ? sourceFrom : first).values()) {
      var next = sources.higherEntry(u.time());
      if (next == null || u.time() >= sourceTo) {
        return;
      }
      Kept v = next.getValue();
      Point then = definition(u);
      long a = Math.max(u.time(), sourceFrom);
      long b = Math.min(v.time(), sourceTo);
      if (a < b && v.time() - u.time() <= then.maxGap().toMillis()) {
        Oracle.slope(then, u, v).spread(a, b, shift, parts);
      }
    }
  }

  private Point definition(Kept reading) {
    return versions.at(id, reading.time()).orElseThrow();
  }
}
