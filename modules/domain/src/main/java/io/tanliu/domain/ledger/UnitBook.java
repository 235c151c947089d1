// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ledger remembers of one unit between frames, besides rows: numbers of its points, the
 * ends of each point's readings, and the accounts.
 */
public final class UnitBook {
  private final List<String> points = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<PointTail> tails = new ArrayList<>();
  private Accounts accounts = Accounts.ZERO;

  /** The number under which a point's readings are stored; given at first sight, never reused. */
  public int number(String point) {
    Integer known = numbers.get(point);
    if (known != null) {
      return known;
    }
    numbers.put(point, points.size());
    points.add(point);
    tails.add(null);
    return points.size() - 1;
  }

  /** Points in the order of their numbers. */
  public List<String> points() {
    return List.copyOf(points);
  }

  /** The ends of a point's readings, or null before the first. */
  public PointTail tail(int number) {
    return tails.get(number);
  }

  /** Sets the ends of a point's readings. */
  public void tail(int number, PointTail tail) {
    tails.set(number, tail);
  }

  /** What became of all readings so far. */
  public Accounts accounts() {
    return accounts;
  }

  /** Sets the accounts. */
  public void accounts(Accounts accounts) {
    this.accounts = accounts;
  }
}
