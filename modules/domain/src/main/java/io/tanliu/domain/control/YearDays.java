// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.util.BitSet;

/** The days of one quantity in one calendar year, by day of the year from 0. */
final class YearDays {
  private static final int MOST = 366;

  private final long[] amounts = new long[MOST];
  private final int[] coverage = new int[MOST];
  private final int[] estimated = new int[MOST];
  private final BitSet provisional = new BitSet();
  private final BitSet known = new BitSet();

  void put(int day, DayAmount amount) {
    amounts[day] = amount.amount();
    coverage[day] = amount.coverage();
    estimated[day] = amount.estimated();
    provisional.set(day, amount.provisional());
    known.set(day);
  }

  void remove(int day) {
    amounts[day] = 0;
    coverage[day] = 0;
    estimated[day] = 0;
    provisional.clear(day);
    known.clear(day);
  }

  boolean has(int day) {
    return known.get(day);
  }

  boolean isEmpty() {
    return known.isEmpty();
  }

  long amount(int day) {
    return amounts[day];
  }

  int coverage(int day) {
    return coverage[day];
  }

  int estimated(int day) {
    return estimated[day];
  }

  boolean provisional(int day) {
    return provisional.get(day);
  }
}
