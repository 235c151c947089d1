// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What was measured on each local day, in base units. A day that is missing was not measured well
 * enough to say anything, which is not the same as 0.
 */
public final class DaySums {
  /** Nothing is known. */
  public static final DaySums NONE = new DaySums(Map.of());

  private final NavigableMap<LocalDate, Long> days;

  /** Takes a copy. */
  public DaySums(Map<LocalDate, Long> days) {
    this.days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
  }

  /** The amount of a day; empty when it is not known. */
  public OptionalLong of(LocalDate day) {
    Long amount = days.get(day);
    return amount == null ? OptionalLong.empty() : OptionalLong.of(amount);
  }

  /** The known days of a stretch of time, by date. */
  public NavigableMap<LocalDate, Long> between(LocalDate from, LocalDate to) {
    return from.isBefore(to) ? days.subMap(from, true, to, false) : new TreeMap<>();
  }

  /** The days before a date. */
  public DaySums before(LocalDate to) {
    return new DaySums(days.headMap(to, false));
  }

  /** All known days, by date. */
  public NavigableMap<LocalDate, Long> all() {
    return days;
  }

  /** True when no day is known. */
  public boolean isEmpty() {
    return days.isEmpty();
  }
}
