// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.control.Assumption;
import io.tanliu.domain.control.Assumption.Code;
import io.tanliu.domain.control.ReportBook;
import io.tanliu.domain.control.Reported;
import io.tanliu.domain.unit.ActivityReport;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reported production (产量) or output value (产值) of an entity, over whatever days. Months, quarters
 * and years, and what is not reported yet, are taken as {@link ReportBook} takes them everywhere.
 */
public final class OutputSeries implements Made {
  private final ReportBook book;
  private final ActivityReport.Kind kind;
  private final Optional<String> product;

  /**
   * What was made in some days.
   *
   * @param amount in the unit of the series, rounded half even to 34 digits
   * @param provisional a figure was preliminary or carried forward
   * @param assumed months for which a figure was carried forward
   */
  public record Output(BigDecimal amount, boolean provisional, List<YearMonth> assumed) {
    public Output {
      assumed = List.copyOf(assumed);
    }

    private static Output of(Reported reported) {
      TreeSet<YearMonth> carried = new TreeSet<>();
      boolean provisional = false;
      for (Assumption assumption : reported.assumed()) {
        Code code = assumption.code();
        provisional |= code.provisional() && code != Code.CURRENT_PRICES;
        if (code == Code.CARRIED_GROWTH || code == Code.CARRIED_LEVEL) {
          for (YearMonth month = assumption.from();
              !month.isAfter(assumption.to());
              month = month.plusMonths(1)) {
            carried.add(month);
          }
        }
      }
      return new Output(reported.value(), provisional, List.copyOf(carried));
    }
  }

  /**
   * Two stretches in the same prices.
   *
   * @param before empty when there is none in the prices of {@code now}
   */
  public record Pair(Optional<Output> now, Optional<Output> before) {}

  private OutputSeries(ReportBook book, ActivityReport.Kind kind, Optional<String> product) {
    this.book = book;
    this.kind = kind;
    this.product = product;
  }

  /**
   * The series of reports of one entity, kind and product.
   *
   * @return empty without a report
   */
  public static Optional<OutputSeries> of(Collection<ActivityReport> reports) {
    return reports.stream()
        .findFirst()
        .map(first -> new OutputSeries(new ReportBook(reports), first.kind(), first.product()));
  }

  /** Unit of the figures: t for mass, 1e4 CNY for money, else as reported. */
  @Override
  public String unit() {
    return book.unit(kind, product).orElseThrow();
  }

  /**
   * What was made in some days: parts of a month in proportion to days.
   *
   * @return empty without days, and when a month at the beginning is unknown
   */
  @Override
  public Optional<Output> over(Days days) {
    return days.count() == 0
        ? Optional.empty()
        : book.over(kind, product, days.from(), days.to()).map(Output::of);
  }

  /** What was made in some days and in earlier ones. */
  public Pair over(Days days, Days before) {
    if (days.count() == 0 || before.count() == 0) {
      return new Pair(over(days), Optional.empty());
    }
    ReportBook.Pair pair =
        book.pair(kind, product, days.from(), days.to(), before.from(), before.to());
    return new Pair(pair.now().map(Output::of), pair.before().map(Output::of));
  }
}
