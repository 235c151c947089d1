// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.convert.Factor;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Emission factors of one energy in one region and one industry's set, by the first data year of
 * each. A factor holds until the next; an end without a successor is kept as such.
 */
final class EmissionSeries {
  private final NavigableMap<Integer, Optional<Factor>> years = new TreeMap<>();
  private final boolean dated;

  /**
   * @param dated true when a factor is a figure of its year, so that in later ones it only stands
   *     in
   */
  EmissionSeries(boolean dated) {
    this.dated = dated;
  }

  EmissionSeries copy() {
    EmissionSeries copy = new EmissionSeries(dated);
    copy.years.putAll(years);
    return copy;
  }

  /** False when the year has a factor already. */
  boolean add(int year, Factor factor) {
    return years.putIfAbsent(year, Optional.of(factor)) == null;
  }

  /** What holds in {@code [from, to]} gives way to another factor. */
  void replace(int from, int to, Factor factor) {
    Map.Entry<Integer, Optional<Factor>> last = years.floorEntry(to);
    Optional<Factor> after = last == null ? Optional.empty() : last.getValue();
    years.subMap(from, true, to, true).clear();
    if (dated) {
      for (int year = from; year <= Math.min(to, YearTable.LAST); year++) {
        years.put(year, Optional.of(factor));
      }
      return;
    }
    years.put(from, Optional.of(factor));
    if (to < YearTable.LAST) {
      years.putIfAbsent(to + 1, after);
    }
  }

  /** The newest up to a year. */
  Optional<Factor> upTo(int year) {
    Map.Entry<Integer, Optional<Factor>> entry = years.floorEntry(year);
    if (entry == null) {
      return Optional.empty();
    }
    boolean exact = !dated || entry.getKey() == year;
    return exact ? entry.getValue() : entry.getValue().map(Factor::standingIn);
  }

  /** The earliest after a year. */
  Optional<Factor> after(int year) {
    return years.tailMap(year, false).values().stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(factor -> dated ? factor.standingIn() : factor);
  }
}
