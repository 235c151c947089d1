// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;

/**
 * The days of one quantity in one calendar year, by day of the year from 0. Sums over whole days
 * are differences of sums from the first of January, which are made once after a change.
 */
final class YearDays {
  private static final int MOST = 366;

  private final int length;
  private final long[] amounts = new long[MOST];
  private final BitSet provisional = new BitSet();
  private final BitSet known = new BitSet();

  /** Only where a day was not measured as a whole: as a rule nobody needs it. */
  private int[] coverage;

  private int[] estimated;
  private Sums sums;

  /** Sums of the days before each. */
  private static final class Sums {
    final long[] amounts;
    final long[] covered;
    final long[] guessed;
    final int[] provisional;
    final int[] known;

    Sums(int size) {
      amounts = new long[size];
      covered = new long[size];
      guessed = new long[size];
      provisional = new int[size];
      known = new int[size];
    }
  }

  YearDays(int year) {
    length = LocalDate.of(year, 1, 1).lengthOfYear();
  }

  void put(int day, DayAmount amount) {
    sums = null;
    amounts[day] = amount.amount();
    if (coverage == null && amount.coverage() != DayAmount.WHOLE) {
      coverage = new int[MOST];
      java.util.Arrays.fill(coverage, DayAmount.WHOLE);
    }
    if (coverage != null) {
      coverage[day] = amount.coverage();
    }
    if (estimated == null && amount.estimated() != 0) {
      estimated = new int[MOST];
    }
    if (estimated != null) {
      estimated[day] = amount.estimated();
    }
    provisional.set(day, amount.provisional());
    known.set(day);
  }

  void remove(int day) {
    sums = null;
    amounts[day] = 0;
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
    return coverage == null ? DayAmount.WHOLE : coverage[day];
  }

  int estimated(int day) {
    return estimated == null ? 0 : estimated[day];
  }

  boolean provisional(int day) {
    return provisional.get(day);
  }

  /**
   * What some whole days add to a sum.
   *
   * @param starts first instants of the days of the year and of the one after it
   */
  void add(int from, int to, long[] starts, DaySum sum) {
    if (sums == null) {
      sums = sums(starts);
    }
    sum.add(
        sums.amounts[to] - sums.amounts[from],
        starts[to] - starts[from],
        sums.covered[to] - sums.covered[from],
        sums.guessed[to] - sums.guessed[from],
        sums.provisional[to] > sums.provisional[from],
        sums.known[to] > sums.known[from]);
  }

  private Sums sums(long[] starts) {
    Sums made = new Sums(length + 1);
    for (int day = 0; day < length; day++) {
      boolean has = known.get(day);
      long time = has ? starts[day + 1] - starts[day] : 0;
      made.amounts[day + 1] = Math.addExact(made.amounts[day], has ? amounts[day] : 0);
      // 10^6 x 3*10^10 ms of a year fits by far.
      made.covered[day + 1] = made.covered[day] + coverage(day) * time;
      made.guessed[day + 1] = made.guessed[day] + estimated(day) * time;
      made.provisional[day + 1] = made.provisional[day] + (has && provisional.get(day) ? 1 : 0);
      made.known[day + 1] = made.known[day] + (has ? 1 : 0);
    }
    return made;
  }

  /** First instants of the days of a year and of the one after it. */
  static long[] starts(int year, ZoneId zone) {
    LocalDate first = LocalDate.of(year, 1, 1);
    long[] starts = new long[first.lengthOfYear() + 1];
    for (int day = 0; day < starts.length; day++) {
      starts[day] = first.plusDays(day).atStartOfDay(zone).toInstant().toEpochMilli();
    }
    return starts;
  }
}
