// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Hours of energy against the median of the same local hours of the eight weeks before. Fewer than
 * four known ones say nothing.
 */
public final class SurgeFindings {
  private static final int STEPS = 48;
  private static final int LEAST = 4;
  private static final long HOUR = 3_600_000L;

  private final DailyLedger ledger;
  private final NavigableMap<Long, Long> hours;

  /**
   * @param ledger gives zone and revision
   * @param book hours that are over
   */
  public SurgeFindings(DailyLedger ledger, HourBook book) {
    this.ledger = ledger;
    hours = book.hours();
  }

  /** The last two days of hours; empty when none of them can be compared. */
  public Optional<Finding> of() {
    if (hours.isEmpty()) {
      return Optional.empty();
    }
    Course.Builder course = new Course.Builder();
    long last = hours.lastKey();
    boolean compared = false;
    for (long hour = last - (STEPS - 1) * HOUR; hour <= last; hour += HOUR) {
      Long amount = hours.get(hour);
      OptionalLong usual = usual(hour);
      Optional<BigDecimal> ratio =
          amount == null || usual.isEmpty()
              ? Optional.empty()
              : Ratio.of(amount, usual.getAsLong());
      compared |= ratio.isPresent();
      if (ratio.isPresent()) {
        course.step(hour + HOUR, ratio.get());
      } else {
        course.unknown(hour + HOUR);
      }
    }
    if (!compared) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Rules.SURGE,
            Quantities.TCE,
            course.build(),
            new GroundsOf(ledger, Quantities.TCE, Instant.ofEpochMilli(last).toString())
                .amounts(hours.get(last), usual(last), OptionalLong.empty(), "gce")
                .coverage(BigDecimal.ONE, BigDecimal.ZERO)
                .make(),
            "surge",
            false,
            Map.of()));
  }

  private OptionalLong usual(long hour) {
    ZonedDateTime time = Instant.ofEpochMilli(hour).atZone(ledger.zone());
    List<Long> same = new ArrayList<>();
    for (int week = 1; week <= HourBook.WEEKS; week++) {
      Long amount = hours.get(time.minusWeeks(week).toInstant().toEpochMilli());
      if (amount != null) {
        same.add(amount);
      }
    }
    if (same.size() < LEAST) {
      return OptionalLong.empty();
    }
    same.sort(null);
    int middle = same.size() / 2;
    long upper = same.get(middle);
    long lower = same.size() % 2 == 1 ? upper : same.get(middle - 1);
    return OptionalLong.of(lower + (upper - lower) / 2);
  }
}
