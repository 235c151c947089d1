// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an entity used, day by day for the kept years and as one sum for each year. It is what the
 * ledger has published, nothing is computed anew: sums over days are exact.
 */
public final class DailyLedger {
  private final ZoneId zone;
  private final Map<Integer, long[]> starts = new HashMap<>();
  private final Map<String, TreeMap<Integer, YearDays>> days = new HashMap<>();
  private final TreeMap<Integer, Map<String, DayAmount>> years = new TreeMap<>();
  private long asOf = Long.MIN_VALUE;
  private long revision;

  /**
   * @param zone in which the entity's days begin
   */
  public DailyLedger(ZoneId zone) {
    this.zone = zone;
  }

  /** Zone in which the entity's days begin. */
  public ZoneId zone() {
    return zone;
  }

  /**
   * Event time up to which the entity's readings reach; {@link Long#MIN_VALUE} before the first.
   */
  public long asOf() {
    return asOf;
  }

  /** The readings reach at least as far as this. */
  public void reached(long time) {
    asOf = Math.max(asOf, time);
  }

  /** Revision of the newest window that was taken. */
  public long revision() {
    return revision;
  }

  /** Notes the revision of the newest window. */
  public void revised(long number) {
    revision = number;
  }

  /** The local day in which the event time lies, which is still running. */
  public LocalDate runningDay() {
    return Instant.ofEpochMilli(asOf).atZone(zone).toLocalDate();
  }

  /** A day, or the running one when that is earlier: the end of what is complete. */
  public LocalDate complete(LocalDate to) {
    LocalDate running = runningDay();
    return running.isBefore(to) ? running : to;
  }

  /** Sets what was used on a day; quantities that are not named have nothing. */
  public void day(LocalDate day, Map<String, DayAmount> amounts) {
    forget(day);
    amounts.forEach(
        (quantity, amount) ->
            days.computeIfAbsent(quantity, q -> new TreeMap<>())
                .computeIfAbsent(day.getYear(), YearDays::new)
                .put(day.getDayOfYear() - 1, amount));
  }

  /** Nothing is known of a day any more. */
  public void forget(LocalDate day) {
    for (TreeMap<Integer, YearDays> quantity : days.values()) {
      YearDays year = quantity.get(day.getYear());
      if (year != null) {
        year.remove(day.getDayOfYear() - 1);
      }
    }
  }

  /** Sets what was used in a whole year. */
  public void year(int year, Map<String, DayAmount> amounts) {
    years.put(year, Map.copyOf(amounts));
  }

  /** Nothing is known of a year as a whole any more. */
  public void forgetYear(int year) {
    years.remove(year);
  }

  /** Quantities of which something is known. */
  public SortedSet<String> quantities() {
    TreeSet<String> names = new TreeSet<>(days.keySet());
    years.values().forEach(year -> names.addAll(year.keySet()));
    return names;
  }

  /** True when nothing was ever published of the entity. */
  public boolean isEmpty() {
    return asOf == Long.MIN_VALUE;
  }

  /** What was used of a quantity on a day. */
  public Optional<DayAmount> on(String quantity, LocalDate day) {
    YearDays year = of(quantity, day.getYear());
    int index = day.getDayOfYear() - 1;
    return year == null || !year.has(index)
        ? Optional.empty()
        : Optional.of(
            new DayAmount(
                year.amount(index),
                year.coverage(index),
                year.estimated(index),
                year.provisional(index)));
  }

  /** True when at least one day of a year is known. */
  public boolean hasDays(String quantity, int year) {
    YearDays found = of(quantity, year);
    return found != null && !found.isEmpty();
  }

  /**
   * The sum over {@code [from, to)}, as far as it has elapsed. Of an ended calendar year it is the
   * ledger's own sum of the year, also when its days are no longer kept.
   *
   * @param from first day
   * @param to day after the last one
   */
  public Measured measure(String quantity, LocalDate from, LocalDate to) {
    if (isEmpty() || !from.isBefore(to)) {
      return Measured.NOTHING;
    }
    DaySum sum = new DaySum();
    for (LocalDate at = from; at.isBefore(to); ) {
      LocalDate next = LocalDate.of(at.getYear() + 1, 1, 1);
      boolean whole = at.getDayOfYear() == 1 && !next.isAfter(to) && start(next) <= asOf;
      LocalDate end = next.isBefore(to) ? next : to;
      DayAmount year = whole ? years.getOrDefault(at.getYear(), Map.of()).get(quantity) : null;
      if (year != null) {
        sum.add(year, start(end) - start(at));
      } else {
        days(quantity, at, end, sum);
      }
      at = end;
    }
    return sum.measured();
  }

  private void days(String quantity, LocalDate from, LocalDate to, DaySum sum) {
    YearDays year = of(quantity, from.getYear());
    long running = Math.min(asOf, start(to));
    if (year == null) {
      sum.elapsed(Math.max(0, running - start(from)));
      return;
    }
    long[] begins = starts(from.getYear());
    int first = from.getDayOfYear() - 1;
    int last = first + (int) (to.toEpochDay() - from.toEpochDay());
    int whole = last;
    while (whole > first && begins[whole] > running) {
      whole--;
    }
    year.add(first, whole, begins, sum);
    if (whole < last && begins[whole] < running) {
      if (year.has(whole)) {
        sum.add(
            new DayAmount(
                year.amount(whole),
                year.coverage(whole),
                year.estimated(whole),
                year.provisional(whole)),
            running - begins[whole]);
      } else {
        sum.elapsed(running - begins[whole]);
      }
    }
  }

  private long[] starts(int year) {
    return starts.computeIfAbsent(year, y -> YearDays.starts(y, zone));
  }

  /**
   * The days of some calendar years that are complete and were measured well enough.
   *
   * @param leastCoverage parts per million
   */
  DaySums known(String quantity, int firstYear, int lastYear, int leastCoverage) {
    long first = LocalDate.of(firstYear, 1, 1).toEpochDay();
    long end = complete(LocalDate.of(lastYear + 1, 1, 1)).toEpochDay();
    int length = (int) Math.max(0, end - first);
    long[] amounts = new long[length];
    boolean[] found = new boolean[length];
    int offset = 0;
    for (int year = firstYear; year <= lastYear; year++) {
      YearDays days = of(quantity, year);
      int size = LocalDate.of(year, 1, 1).lengthOfYear();
      for (int day = 0; days != null && day < size && offset + day < length; day++) {
        if (days.has(day) && days.coverage(day) >= leastCoverage) {
          amounts[offset + day] = days.amount(day);
          found[offset + day] = true;
        }
      }
      offset += size;
    }
    return DaySums.of(first, amounts, found);
  }

  private YearDays of(String quantity, int year) {
    TreeMap<Integer, YearDays> byYear = days.get(quantity);
    return byYear == null ? null : byYear.get(year);
  }

  /** First instant of a local day, epoch milliseconds. */
  public long start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
