// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * Times of the week in which a silence holds, such as nights or weekends (定时静默).
 *
 * @param days on which a time begins; empty for every day
 * @param from local time at which it begins; midnight when it is for whole days
 * @param until local time before which it ends; not after {@code from} means on the next day
 * @param zone of the local times
 */
public record MuteTimes(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {
  /** Longest time between two changes, in days. */
  private static final int WEEK = 8;

  /** Copies what could change. */
  public MuteTimes {
    days = Set.copyOf(days);
  }

  /** True in one of the times. */
  boolean holds(long at) {
    LocalDate today = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
    return within(today, at) || within(today.minusDays(1), at);
  }

  private boolean within(LocalDate day, long at) {
    return begins(day) && begin(day) <= at && at < end(day);
  }

  private boolean begins(LocalDate day) {
    return days.isEmpty() || days.contains(day.getDayOfWeek());
  }

  private long begin(LocalDate day) {
    return day.atTime(from).atZone(zone).toInstant().toEpochMilli();
  }

  private long end(LocalDate day) {
    LocalDate last = until.isAfter(from) ? day : day.plusDays(1);
    return last.atTime(until).atZone(zone).toInstant().toEpochMilli();
  }

  /** When it begins or ends next after a time; empty when it does not within a week. */
  Optional<Long> next(long after) {
    LocalDate first = Instant.ofEpochMilli(after).atZone(zone).toLocalDate().minusDays(1);
    Optional<Long> next = Optional.empty();
    for (LocalDate day = first; day.isBefore(first.plusDays(WEEK + 2)); day = day.plusDays(1)) {
      if (begins(day)) {
        for (long time : new long[] {begin(day), end(day)}) {
          if (time > after && (next.isEmpty() || time < next.get())) {
            next = Optional.of(time);
          }
        }
      }
    }
    return next;
  }
}
