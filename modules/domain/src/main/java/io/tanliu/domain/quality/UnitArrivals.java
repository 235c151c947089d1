// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;

/**
 * What came from one unit. The days that are written to at the moment are kept with it, so that a
 * frame changes one row; others rest elsewhere.
 */
public final class UnitArrivals {
  /** Yesterday's last readings come with today's first. */
  private static final int HOT = 2;

  private final Tally account;
  private final TreeMap<Long, DayArrivals> hot = new TreeMap<>();
  private final TreeSet<Long> changed = new TreeSet<>();
  private Optional<Silence> silence = Optional.empty();
  private long newestDay = Long.MIN_VALUE;
  private boolean told = true;

  /** Nothing yet. */
  public UnitArrivals() {
    this(new Tally());
  }

  /** For the codec. */
  public UnitArrivals(Tally account) {
    this.account = account;
  }

  /** What became of all its readings; its asOf is when the newest was received. */
  public Tally account() {
    return account;
  }

  /**
   * What came for a day, to be changed.
   *
   * @param epochDay local day of the unit
   * @param load reads a day that rests elsewhere, or null
   * @param store takes a day that shall rest elsewhere
   */
  public DayArrivals change(
      long epochDay, LongFunction<DayArrivals> load, BiConsumer<Long, DayArrivals> store) {
    changed.add(epochDay);
    newestDay = Math.max(newestDay, epochDay);
    DayArrivals day = hot.get(epochDay);
    if (day == null) {
      day = load.apply(epochDay);
      day = day == null ? new DayArrivals() : day;
      hot.put(epochDay, day);
      if (hot.size() > HOT) {
        long coldest = hot.firstKey() == epochDay ? hot.higherKey(epochDay) : hot.firstKey();
        store.accept(coldest, hot.remove(coldest));
      }
    }
    return day;
  }

  /** The days that are kept here. */
  public SortedMap<Long, DayArrivals> hot() {
    return hot;
  }

  /** Days that changed since they were published. */
  public SortedSet<Long> changed() {
    return changed;
  }

  /** Newest day of its readings; {@link Long#MIN_VALUE} before the first. */
  public long newestDay() {
    return newestDay;
  }

  /** Sets the newest day, for the codec. */
  public void newestDay(long day) {
    newestDay = day;
  }

  /** Whether it is heard of; empty before the first frame. */
  public Optional<Silence> silence() {
    return silence;
  }

  /** Sets whether it is heard of. */
  public void silence(Silence now) {
    silence = Optional.of(now);
  }

  /** True when its account was published after the last change. */
  public boolean told() {
    return told;
  }

  /** Sets whether its account was published. */
  public void told(boolean now) {
    told = now;
  }
}
