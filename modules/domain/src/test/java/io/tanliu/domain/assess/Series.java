// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.DailySeries.Day;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.ActivityReport.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Daily amounts and reports to test with. */
final class Series {
  private final Map<LocalDate, Day> days = new TreeMap<>();

  /** The same tonnes on every day from one to the other, exclusive. */
  Series tonnes(String from, String to, String aDay) {
    return days(from, to, new BigDecimal(aDay).movePointRight(6).longValueExact(), 1);
  }

  Series days(String from, String to, long amount, double coverage) {
    for (LocalDate day = LocalDate.parse(from);
        day.isBefore(LocalDate.parse(to));
        day = day.plusDays(1)) {
      days.put(day, new Day(amount, coverage));
    }
    return this;
  }

  DailySeries make() {
    return DailySeries.of(days);
  }

  static Days days(String from, String to) {
    return new Days(LocalDate.parse(from), LocalDate.parse(to));
  }

  static ActivityReport production(String product, String period, String value, String unit) {
    return new ActivityReport(
        "U",
        Kind.PRODUCTION,
        Optional.of(product),
        period,
        new BigDecimal(value),
        unit,
        Optional.empty(),
        false,
        "test");
  }
}
