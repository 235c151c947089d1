// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What was measured on each local day, in base units. A day that is missing was not measured well
 * enough to say anything, which is not the same as 0. Immutable; a day is found in constant time.
 */
public final class DaySums {
  /** Nothing is known. */
  public static final DaySums NONE = new DaySums(Map.of());

  private final long first;
  private final long[] amounts;
  private final boolean[] known;

  /** Takes a copy; the days should lie within some years of each other. */
  public DaySums(Map<LocalDate, Long> days) {
    this.first = days.keySet().stream().mapToLong(LocalDate::toEpochDay).min().orElse(0);
    long last = days.keySet().stream().mapToLong(LocalDate::toEpochDay).max().orElse(-1);
    this.amounts = new long[Math.toIntExact(last - first + 1)];
    this.known = new boolean[amounts.length];
    days.forEach(
        (day, amount) -> {
          int index = (int) (day.toEpochDay() - first);
          amounts[index] = amount;
          known[index] = true;
        });
  }

  /** Days that follow one another, by how many days after 1970-01-01 the first is; not copied. */
  static DaySums of(long first, long[] amounts, boolean[] known) {
    return new DaySums(first, amounts, known);
  }

  private DaySums(long first, long[] amounts, boolean[] known) {
    this.first = first;
    this.amounts = amounts;
    this.known = known;
  }

  /** The amount of a day; empty when it is not known. */
  public OptionalLong of(LocalDate day) {
    long epochDay = day.toEpochDay();
    return knows(epochDay) ? OptionalLong.of(amount(epochDay)) : OptionalLong.empty();
  }

  /** True when the day, counted from 1970-01-01, is known. */
  boolean knows(long epochDay) {
    long index = epochDay - first;
    return index >= 0 && index < known.length && known[(int) index];
  }

  /** The amount of a known day. */
  long amount(long epochDay) {
    return amounts[(int) (epochDay - first)];
  }

  /** The known days of a stretch of time, by date; a copy. */
  public NavigableMap<LocalDate, Long> between(LocalDate from, LocalDate to) {
    NavigableMap<LocalDate, Long> days = new TreeMap<>();
    long end = Math.min(to.toEpochDay(), first + known.length);
    for (long day = Math.max(from.toEpochDay(), first); day < end; day++) {
      if (knows(day)) {
        days.put(LocalDate.ofEpochDay(day), amount(day));
      }
    }
    return days;
  }

  /** The days before a date. */
  public DaySums before(LocalDate to) {
    int length = (int) Math.max(0, Math.min(known.length, to.toEpochDay() - first));
    return new DaySums(first, Arrays.copyOf(amounts, length), Arrays.copyOf(known, length));
  }

  /** All known days, by date; a copy. */
  public NavigableMap<LocalDate, Long> all() {
    return between(LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(first + known.length));
  }
}
