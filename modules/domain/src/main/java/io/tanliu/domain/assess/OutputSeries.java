// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.unit.ActivityReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reported production (产量) or output value (产值) of an entity, month by month. A quarter or a year
 * is spread over those of its months that were not reported alone, in proportion to their days.
 * Where a month is missing, the daily rate of the latest month before is carried forward, for at
 * most twelve months, and the figure is provisional.
 */
public final class OutputSeries implements Made {
  private static final MathContext EXACT = MathContext.DECIMAL128;
  private static final int CARRIED_MONTHS = 12;
  private static final int MOST_YEARS = 100;

  private final String unit;
  private final NavigableMap<YearMonth, Month> months;

  private record Month(BigDecimal value, boolean provisional) {}

  /**
   * What was made in some days.
   *
   * @param amount in the unit of the series, rounded half even to 34 digits
   * @param provisional a figure was preliminary or carried forward
   * @param assumed months that were not reported
   */
  public record Output(BigDecimal amount, boolean provisional, List<YearMonth> assumed) {
    public Output {
      assumed = List.copyOf(assumed);
    }
  }

  private OutputSeries(String unit, NavigableMap<YearMonth, Month> months) {
    this.unit = unit;
    this.months = months;
  }

  /**
   * The series of reports of one entity, kind and product. Only reports in the unit of the first
   * one count: figures in tonnes and in pieces do not add up.
   *
   * @return empty without a report
   */
  public static Optional<OutputSeries> of(Collection<ActivityReport> reports) {
    if (reports.isEmpty()) {
      return Optional.empty();
    }
    String unit = reports.iterator().next().unit();
    TreeMap<YearMonth, Month> months = new TreeMap<>();
    for (int length : new int[] {1, 3, 12}) {
      for (ActivityReport report : reports) {
        Optional<Span> span = Span.of(report.period());
        if (report.unit().equals(unit) && span.isPresent() && span.get().months() == length) {
          spread(report, span.get(), months);
        }
      }
    }
    return months.isEmpty() ? Optional.empty() : Optional.of(new OutputSeries(unit, months));
  }

  private record Span(YearMonth first, int months) {
    static Optional<Span> of(String period) {
      if (period.matches("\\d{4}-(0[1-9]|1[0-2])")) {
        return Optional.of(new Span(YearMonth.parse(period), 1));
      }
      if (period.matches("\\d{4}-Q[1-4]")) {
        int quarter = period.charAt(6) - '0';
        int year = Integer.parseInt(period.substring(0, 4));
        return Optional.of(new Span(YearMonth.of(year, quarter * 3 - 2), 3));
      }
      if (period.matches("\\d{4}")) {
        return Optional.of(new Span(Year.parse(period).atMonth(1), 12));
      }
      return Optional.empty();
    }
  }

  /** Finer reports come first; what they leave of the longer one goes to the months without. */
  private static void spread(ActivityReport report, Span span, Map<YearMonth, Month> months) {
    BigDecimal rest = report.value();
    List<YearMonth> open = new ArrayList<>();
    int days = 0;
    for (int i = 0; i < span.months(); i++) {
      YearMonth month = span.first().plusMonths(i);
      Month known = months.get(month);
      if (known == null) {
        open.add(month);
        days += month.lengthOfMonth();
      } else {
        rest = rest.subtract(known.value());
      }
    }
    for (YearMonth month : open) {
      BigDecimal part =
          rest.multiply(BigDecimal.valueOf(month.lengthOfMonth()))
              .divide(BigDecimal.valueOf(days), EXACT);
      months.put(month, new Month(part, report.provisional()));
    }
  }

  /** Unit of the figures, as reported. */
  @Override
  public String unit() {
    return unit;
  }

  /**
   * What was made in some days: parts of a month in proportion to days.
   *
   * @return empty when a month at the beginning, or more than a year at the end, is unknown
   */
  @Override
  public Optional<Output> over(Days days) {
    BigDecimal sum = BigDecimal.ZERO;
    boolean provisional = false;
    List<YearMonth> assumed = new ArrayList<>();
    YearMonth last = YearMonth.from(days.to().minusDays(1));
    if (days.count() == 0 || days.count() > MOST_YEARS * 366L) {
      return Optional.empty();
    }
    for (YearMonth month = YearMonth.from(days.from());
        !month.isAfter(last);
        month = month.plusMonths(1)) {
      Map.Entry<YearMonth, Month> known = months.floorEntry(month);
      if (known == null || known.getKey().plusMonths(CARRIED_MONTHS).isBefore(month)) {
        return Optional.empty();
      }
      if (!known.getKey().equals(month)) {
        assumed.add(month);
      }
      provisional |= known.getValue().provisional();
      sum = sum.add(part(known, month, days), EXACT);
    }
    return Optional.of(new Output(sum, provisional || !assumed.isEmpty(), assumed));
  }

  private static BigDecimal part(Map.Entry<YearMonth, Month> known, YearMonth month, Days days) {
    LocalDate from = later(days.from(), month.atDay(1));
    LocalDate to = earlier(days.to(), month.plusMonths(1).atDay(1));
    long counted = new Days(from, to).count();
    int length = known.getKey().lengthOfMonth();
    if (known.getKey().equals(month) && counted == length) {
      return known.getValue().value();
    }
    return known
        .getValue()
        .value()
        .multiply(BigDecimal.valueOf(counted))
        .divide(BigDecimal.valueOf(length), EXACT);
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }

  private static LocalDate earlier(LocalDate a, LocalDate b) {
    return a.isBefore(b) ? a : b;
  }
}
