// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.control.DailyLedger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The ends of days at which a course has steps: each of the last 40, before them every seventh
 * counted from the first. A year has 87 steps at most; where they lie depends on nothing but the
 * event time.
 */
final class StepDays {
  private static final int EACH = 40;
  private static final int WEEK = 7;

  private StepDays() {}

  /**
   * Days that are complete, as the day after each.
   *
   * @param first first day of the period
   * @param from first day after which there is a step
   * @param after day after the period
   */
  static List<LocalDate> of(DailyLedger ledger, LocalDate first, LocalDate from, LocalDate after) {
    List<LocalDate> steps = new ArrayList<>();
    LocalDate end = ledger.complete(after);
    LocalDate dense = end.minusDays(EACH);
    for (LocalDate day = first.plusDays(1); !day.isAfter(end); day = day.plusDays(1)) {
      long since = day.toEpochDay() - first.toEpochDay();
      if (!day.isBefore(from) && (day.isAfter(dense) || since % WEEK == 0)) {
        steps.add(day);
      }
    }
    return steps;
  }
}
