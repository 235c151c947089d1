// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.control.DailyLedger;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Completeness of a unit's data, day by day. */
public final class QualityFindings {
  private QualityFindings() {}

  /**
   * What completeness says.
   *
   * @param ledger gives zone and revision
   * @param days completeness 0 to 1 of each day that is over, by day
   */
  public static Optional<Finding> of(DailyLedger ledger, SortedMap<LocalDate, BigDecimal> days) {
    if (days.isEmpty()) {
      return Optional.empty();
    }
    Course.Builder course = new Course.Builder();
    days.forEach((day, share) -> course.step(ledger.start(day.plusDays(1)), share));
    LocalDate last = days.lastKey();
    return Optional.of(
        new Finding(
            Rules.POOR_QUALITY,
            "completeness",
            course.build(),
            new GroundsOf(ledger, "completeness", last.toString())
                .figures(Optional.of(days.get(last)), Optional.empty(), Optional.empty(), "1")
                .coverage(days.get(last), BigDecimal.ZERO)
                .make(),
            "incomplete",
            false,
            Map.of()));
  }
}
