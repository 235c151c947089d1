// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * What an entity used of its budget in a period so far.
 *
 * @param period {@code yyyy} or {@code yyyy-MM}
 * @param value null when nothing has been measured
 * @param schedule what the linear schedule allows by {@code asOf}; null without a target
 * @param status one of {@link Status}, in lower case
 */
record Assessment(
    String period,
    String start,
    String end,
    String asOf,
    BigDecimal value,
    Double coverage,
    Double estimated,
    Boolean provisional,
    String target,
    BigDecimal limit,
    BigDecimal schedule,
    BigDecimal paceMargin,
    String status) {

  /** Share of the period that must have passed before the pace is judged, as alerts do: 1/20. */
  private static final int PACE_FROM = 20;

  /** How it stands. */
  enum Status {
    /** Nothing has been measured in the period. */
    NO_DATA,
    /** There is no target to compare with. */
    NOT_SET,
    /** More than the whole period's limit has been used, whatever the coverage. */
    OVER,
    /** Ahead of the schedule by more than the margin, whatever the coverage. */
    AHEAD,
    /** It looks well, but too little was measured to say so. */
    NOT_ASSESSABLE,
    /** Within the schedule. */
    WITHIN;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Assessment of(
      Period period,
      ZoneId zone,
      String quantity,
      Dimension dimension,
      Optional<EntityWindow> window,
      Optional<Target> target,
      double minimumCoverage) {
    Optional<WindowAmount> amount = window.map(w -> w.getAmounts().get(quantity));
    Optional<Instant> asOf =
        amount.isPresent() ? window.map(EntityWindow::getAsOf) : Optional.empty();
    Optional<Long> schedule =
        target.flatMap(t -> asOf.map(time -> scheduled(t.limit(), period, zone, time)));
    return new Assessment(
        period.text(),
        Times.iso(Instant.ofEpochMilli(period.start(zone)), zone),
        Times.iso(Instant.ofEpochMilli(period.end(zone)), zone),
        asOf.map(time -> Times.iso(time, zone)).orElse(null),
        amount.map(a -> Quantities.display(a.getAmount(), dimension)).orElse(null),
        amount.map(WindowAmount::getCoverage).orElse(null),
        amount.map(WindowAmount::getEstimated).orElse(null),
        amount.map(a -> window.orElseThrow().getProvisional() || a.getProvisional()).orElse(null),
        target.map(Target::id).orElse(null),
        target.map(t -> Quantities.display(t.limit(), dimension)).orElse(null),
        schedule.map(s -> Quantities.display(s, dimension)).orElse(null),
        target.map(Target::paceMargin).orElse(null),
        status(amount, target, schedule, minimumCoverage).code());
  }

  private static Status status(
      Optional<WindowAmount> amount,
      Optional<Target> target,
      Optional<Long> schedule,
      double minimumCoverage) {
    if (amount.isEmpty()) {
      return target.isEmpty() ? Status.NOT_SET : Status.NO_DATA;
    }
    if (target.isEmpty() || schedule.isEmpty()) {
      return Status.NOT_SET;
    }
    long used = amount.get().getAmount();
    if (used > target.get().limit()) {
      return Status.OVER;
    }
    BigDecimal tolerated =
        BigDecimal.valueOf(schedule.get()).multiply(BigDecimal.ONE.add(target.get().paceMargin()));
    boolean early = schedule.get() < target.get().limit() / PACE_FROM;
    if (!early && BigDecimal.valueOf(used).compareTo(tolerated) > 0) {
      return Status.AHEAD;
    }
    return amount.get().getCoverage() < minimumCoverage ? Status.NOT_ASSESSABLE : Status.WITHIN;
  }

  /** Share of the limit that the elapsed part of the period is of the whole. */
  private static long scheduled(long limit, Period period, ZoneId zone, Instant asOf) {
    long start = period.start(zone);
    long whole = period.end(zone) - start;
    long elapsed = Math.max(0, Math.min(whole, asOf.toEpochMilli() - start));
    return Quantities.portion(limit, elapsed, whole);
  }
}
