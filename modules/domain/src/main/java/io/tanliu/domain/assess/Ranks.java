// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A ranking: equal values share a rank, and the next one is counted on (1, 2, 2, 4); among equals
 * the id decides the order, so it never depends on the order of arrival.
 */
public final class Ranks {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private Ranks() {}

  /**
   * A value to be ranked.
   *
   * @param unit unit id
   * @param value what is compared
   * @param provisional carried along
   */
  public record Entry(String unit, BigDecimal value, boolean provisional) {}

  /**
   * An entry in its place.
   *
   * @param rank from 1
   */
  public record Place(int rank, Entry entry) {}

  /**
   * The places, best first.
   *
   * @param largestFirst true when a larger value is better
   */
  public static List<Place> of(Collection<Entry> entries, boolean largestFirst) {
    Comparator<Entry> byValue = Comparator.comparing(Entry::value);
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort((largestFirst ? byValue.reversed() : byValue).thenComparing(Entry::unit));
    List<Place> places = new ArrayList<>(sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      boolean tie = i > 0 && sorted.get(i).value().compareTo(sorted.get(i - 1).value()) == 0;
      places.add(new Place(tie ? places.get(i - 1).rank() : i + 1, sorted.get(i)));
    }
    return places;
  }

  /** The middle value; the mean of the two middle ones of an even number. */
  public static Optional<BigDecimal> median(List<Place> places) {
    int size = places.size();
    if (size == 0) {
      return Optional.empty();
    }
    BigDecimal upper = places.get(size / 2).entry().value();
    return Optional.of(
        size % 2 == 1
            ? upper
            : upper
                .add(places.get(size / 2 - 1).entry().value())
                .divide(TWO, MathContext.DECIMAL64));
  }
}
