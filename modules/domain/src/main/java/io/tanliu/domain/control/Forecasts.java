// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the end of the running periods will bring, or would have been thought to bring at the
 * beginning of an earlier day. A forecast rests on the complete days before it, so it is made once
 * and holds until one of them changes.
 */
public final class Forecasts {
  private final ControlFacts facts;
  private final Made made;
  private final Map<String, DaySums> days = new HashMap<>();

  /** Forecasts that were made, by the day at whose beginning they stand. */
  public static final class Made {
    /** More days than the courses of two years have steps. */
    private static final int MOST_DAYS = 300;

    private final NavigableMap<LocalDate, Map<String, Optional<Forecast>>> byDay = new TreeMap<>();

    /** A day has changed: what stands on it does not hold any more. */
    public void changed(LocalDate day) {
      byDay.tailMap(day, false).clear();
    }

    private Map<String, Optional<Forecast>> on(LocalDate day) {
      Map<String, Optional<Forecast>> made = byDay.computeIfAbsent(day, d -> new HashMap<>());
      if (byDay.size() > MOST_DAYS) {
        byDay.headMap(day, false).clear();
      }
      return made;
    }
  }

  /**
   * @param facts what is known of the entity
   * @param made forecasts that hold, which is added to
   */
  public Forecasts(ControlFacts facts, Made made) {
    this.facts = facts;
    this.made = made;
  }

  /** For a target of a sum over a month or year that has begun; empty when nothing can be told. */
  public Optional<Forecast> of(Target target) {
    Period period = target.period();
    boolean sum =
        target.type() == TargetType.BUDGET
            || target.type() == TargetType.APPROVED_ENERGY
            || target.type() == TargetType.ALLOWANCE;
    DailyLedger ledger = facts.ledger();
    if (!sum
        || period.several()
        || ledger.isEmpty()
        || ledger.asOf() < period.start(ledger.zone())) {
      return Optional.empty();
    }
    return at(target.quantity(), period, ledger.complete(period.after()));
  }

  /**
   * As it is, or would have been, at the beginning of a day.
   *
   * @param day first day of which nothing is known; not after the period
   */
  public Optional<Forecast> at(String quantity, Period period, LocalDate day) {
    String key = quantity + "|" + period.text();
    Map<String, Optional<Forecast>> known = made.on(day);
    Optional<Forecast> found = known.get(key);
    if (found == null) {
      found = make(quantity, period, day);
      known.put(key, found);
    }
    return found;
  }

  private Optional<Forecast> make(String quantity, Period period, LocalDate day) {
    DailyLedger ledger = facts.ledger();
    long measured = ledger.measure(quantity, period.first(), day).amount();
    return Forecaster.at(
        period, ledger.zone(), ledger.start(day), measured, days(quantity, period));
  }

  /** The known days of the period, of the months before it, and of the year before. */
  private DaySums days(String quantity, Period period) {
    int year = period.first().getYear();
    return days.computeIfAbsent(quantity + "|" + year, k -> facts.known(quantity, year - 2, year));
  }
}
