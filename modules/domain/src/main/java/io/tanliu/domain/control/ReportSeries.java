// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.control.Assumption.Code;
import io.tanliu.domain.unit.ActivityReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The reports of one figure in one price base, by month, quarter and year, and what it is over any
 * stretch of days.
 *
 * <p>A whole year takes the year's report, a whole quarter the quarter's, else a month its own. A
 * month without one has its part, by days, of what the quarter's or year's figure leaves for it.
 * Where no report reaches, the latest known rate is carried forward: the same month of the year
 * before times the growth of the newest known months (at most three) over the same months of the
 * year before; without a year before, the newest known month day for day. Part of a month is its
 * part by days.
 */
final class ReportSeries {
  private static final MathContext EXACT = MathContext.DECIMAL128;
  private static final int RATE_MONTHS = 3;
  private static final int QUARTER = 3;
  private static final int YEAR = 12;

  private final TreeMap<YearMonth, ActivityReport> months = new TreeMap<>();
  private final TreeMap<YearMonth, ActivityReport> quarters = new TreeMap<>();
  private final TreeMap<YearMonth, ActivityReport> years = new TreeMap<>();

  /** What was found of a month, until a report comes. */
  private final Map<YearMonth, Optional<Part>> parts = new HashMap<>();

  /** A part of the whole with what was assumed for it. */
  private record Part(BigDecimal value, List<Assumption> assumed) {}

  /** Takes a report; one whose period cannot be read is left. */
  void add(ActivityReport report) {
    parts.clear();
    String period = report.period();
    if (period.matches("\\d{4}")) {
      years.put(YearMonth.of(Integer.parseInt(period), 1), report);
    } else if (period.matches("\\d{4}-Q[1-4]")) {
      int month = (period.charAt(6) - '1') * QUARTER + 1;
      quarters.put(YearMonth.of(Integer.parseInt(period.substring(0, 4)), month), report);
    } else {
      Period.parse(period).ifPresent(p -> months.put(YearMonth.from(p.first()), report));
    }
  }

  /** The report that follows the last one; {@code end} is the day after its period. */
  record Next(String period, LocalDate end) {}

  /** The report that follows the last one of the finest kind. */
  Optional<Next> next() {
    if (!months.isEmpty()) {
      YearMonth next = months.lastKey().plusMonths(1);
      return Optional.of(new Next(next.toString(), next.plusMonths(1).atDay(1)));
    }
    if (!quarters.isEmpty()) {
      YearMonth next = quarters.lastKey().plusMonths(QUARTER);
      String period = next.getYear() + "-Q" + ((next.getMonthValue() - 1) / QUARTER + 1);
      return Optional.of(new Next(period, next.plusMonths(QUARTER).atDay(1)));
    }
    if (!years.isEmpty()) {
      YearMonth next = years.lastKey().plusMonths(YEAR);
      return Optional.of(
          new Next(Integer.toString(next.getYear()), next.plusMonths(YEAR).atDay(1)));
    }
    return Optional.empty();
  }

  /** The last month that a report reaches. */
  Optional<YearMonth> lastKnown() {
    YearMonth last = null;
    for (YearMonth end :
        List.of(
            end(months, 1).orElse(YearMonth.of(1, 1)),
            end(quarters, QUARTER).orElse(YearMonth.of(1, 1)),
            end(years, YEAR).orElse(YearMonth.of(1, 1)))) {
      last = last == null || end.isAfter(last) ? end : last;
    }
    return last == null || last.getYear() == 1 ? Optional.empty() : Optional.of(last);
  }

  private static Optional<YearMonth> end(
      NavigableMap<YearMonth, ActivityReport> reports, int length) {
    return reports.isEmpty()
        ? Optional.empty()
        : Optional.of(reports.lastKey().plusMonths(length - 1L));
  }

  /**
   * The figure over {@code [from, to)}; empty when nothing is known from which it could follow.
   *
   * @param from first day
   * @param to day after the last one
   */
  Optional<Figure> over(LocalDate from, LocalDate to) {
    BigDecimal sum = BigDecimal.ZERO;
    List<Assumption> assumed = new ArrayList<>();
    YearMonth month = YearMonth.from(from);
    while (month.atDay(1).isBefore(to)) {
      boolean begun = month.atDay(1).isBefore(from);
      int length = begun ? 1 : whole(month, to);
      Optional<Part> part = length == 1 ? month(month) : Optional.of(reported(month, length));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      BigDecimal value = part.get().value();
      LocalDate end = month.plusMonths(length).atDay(1);
      if (begun || end.isAfter(to)) {
        LocalDate first = begun ? from : month.atDay(1);
        LocalDate after = end.isAfter(to) ? to : end;
        value = portion(value, after.toEpochDay() - first.toEpochDay(), month.lengthOfMonth());
      }
      sum = sum.add(value);
      assumed.addAll(part.get().assumed());
      month = month.plusMonths(length);
    }
    return Optional.of(new Figure(sum, Assumption.joined(assumed)));
  }

  /** The sum and what was assumed for it. */
  record Figure(BigDecimal value, List<Assumption> assumed) {}

  /** Months that one report says at once, from a month on and not beyond a day. */
  private int whole(YearMonth month, LocalDate to) {
    if (years.containsKey(month) && !month.plusMonths(YEAR).atDay(1).isAfter(to)) {
      return YEAR;
    }
    return quarters.containsKey(month) && !month.plusMonths(QUARTER).atDay(1).isAfter(to)
        ? QUARTER
        : 1;
  }

  private Part reported(YearMonth month, int length) {
    ActivityReport report = (length == YEAR ? years : quarters).get(month);
    return new Part(report.value(), preliminary(report, month, month.plusMonths(length - 1L)));
  }

  private static List<Assumption> preliminary(ActivityReport report, YearMonth from, YearMonth to) {
    return report.provisional()
        ? List.of(new Assumption(Code.PRELIMINARY, from, to, Optional.empty(), report.period()))
        : List.of();
  }

  private Optional<Part> month(YearMonth month) {
    Optional<Part> found = parts.get(month);
    if (found == null) {
      Optional<Part> known = known(month);
      found = known.isPresent() ? known : carried(month);
      parts.put(month, found);
    }
    return found;
  }

  /** A month that some report says, alone or with others. */
  private Optional<Part> known(YearMonth month) {
    ActivityReport own = months.get(month);
    if (own != null) {
      return Optional.of(new Part(own.value(), preliminary(own, month, month)));
    }
    YearMonth quarter = YearMonth.of(month.getYear(), (month.getMonthValue() - 1) / 3 * 3 + 1);
    if (quarters.containsKey(quarter)) {
      return Optional.of(rest(month, quarter, QUARTER, quarters.get(quarter), Code.SPREAD_QUARTER));
    }
    YearMonth year = YearMonth.of(month.getYear(), 1);
    return years.containsKey(year)
        ? Optional.of(rest(month, year, YEAR, years.get(year), Code.SPREAD_YEAR))
        : Optional.empty();
  }

  /** What a coarser report leaves for a month, by days. */
  private Part rest(
      YearMonth month, YearMonth first, int length, ActivityReport report, Code code) {
    BigDecimal left = report.value();
    long days = 0;
    for (YearMonth each = first;
        each.isBefore(first.plusMonths(length));
        each = each.plusMonths(1)) {
      YearMonth quarter = YearMonth.of(each.getYear(), (each.getMonthValue() - 1) / 3 * 3 + 1);
      if (months.containsKey(each)) {
        left = left.subtract(months.get(each).value());
      } else if (length == YEAR && quarters.containsKey(quarter)) {
        left = left.subtract(known(each).orElseThrow().value());
      } else {
        days += each.lengthOfMonth();
      }
    }
    List<Assumption> assumed = new ArrayList<>();
    assumed.add(Assumption.of(code, month, Optional.empty(), report.period()));
    assumed.addAll(preliminary(report, month, month));
    return new Part(portion(left, month.lengthOfMonth(), days), assumed);
  }

  private Optional<Part> carried(YearMonth month) {
    Optional<YearMonth> last = newest(month);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Optional<BigDecimal> yearBefore = known(month.minusYears(1)).map(Part::value);
    YearMonth first = last.get();
    BigDecimal now = BigDecimal.ZERO;
    BigDecimal then = BigDecimal.ZERO;
    for (YearMonth each = last.get();
        each.isAfter(last.get().minusMonths(RATE_MONTHS))
            && known(each).isPresent()
            && known(each.minusYears(1)).isPresent();
        each = each.minusMonths(1)) {
      now = now.add(known(each).orElseThrow().value());
      then = then.add(known(each.minusYears(1)).orElseThrow().value());
      first = each;
    }
    if (yearBefore.isEmpty() || then.signum() <= 0) {
      BigDecimal level = known(last.get()).orElseThrow().value();
      return Optional.of(
          new Part(
              portion(level, month.lengthOfMonth(), last.get().lengthOfMonth()),
              List.of(
                  Assumption.of(
                      Code.CARRIED_LEVEL, month, Optional.empty(), last.get().toString()))));
    }
    BigDecimal rate = now.divide(then, EXACT);
    return Optional.of(
        new Part(
            yearBefore.get().multiply(rate, EXACT),
            List.of(
                Assumption.of(
                    Code.CARRIED_GROWTH,
                    month,
                    Optional.of(rate),
                    Assumption.span(first, last.get())))));
  }

  /** The newest known month before a month. */
  private Optional<YearMonth> newest(YearMonth month) {
    YearMonth newest = null;
    for (YearMonth end : ends(month)) {
      newest = newest == null || end.isAfter(newest) ? end : newest;
    }
    return Optional.ofNullable(newest);
  }

  private List<YearMonth> ends(YearMonth month) {
    List<YearMonth> ends = new ArrayList<>();
    Optional.ofNullable(months.lowerKey(month)).ifPresent(ends::add);
    Optional.ofNullable(quarters.lowerKey(month)).ifPresent(q -> ends.add(q.plusMonths(2)));
    Optional.ofNullable(years.lowerKey(month)).ifPresent(y -> ends.add(y.plusMonths(11)));
    ends.removeIf(end -> !end.isBefore(month));
    return ends;
  }

  private static BigDecimal portion(BigDecimal value, long part, long whole) {
    return part == whole
        ? value
        : value.multiply(BigDecimal.valueOf(part)).divide(BigDecimal.valueOf(whole), EXACT);
  }
}
