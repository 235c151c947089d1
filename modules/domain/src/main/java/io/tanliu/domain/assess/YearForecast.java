// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.DailySeries.Sum;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.Year;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Expected amount of a calendar year, in tonnes, from what there is of it. Three plain ways: last
 * year's shape (this year to date × last year ÷ last year to date), the rate of the year so far,
 * and the rate of the last thirty days. The first that can be said is the forecast, all of them are
 * the range.
 *
 * @param amount expected amount
 * @param low lower end of the range
 * @param high upper end of the range
 * @param method verified, complete, last-year-shape or run-rate
 */
public record YearForecast(BigDecimal amount, BigDecimal low, BigDecimal high, String method) {
  private static final MathContext DIGITS = MathContext.DECIMAL64;
  private static final int LEAST_DAYS = 30;

  static YearForecast verified(BigDecimal amount) {
    return new YearForecast(amount, amount, amount, "verified");
  }

  /**
   * The forecast.
   *
   * @param end first day that is not complete, in the year or the first after it
   * @param minimumCoverage share of last year, and of this one so far, that must be measured
   * @return empty before thirty days of the year, or when too little was measured
   */
  static Optional<YearForecast> of(
      DailySeries series, Year year, LocalDate end, double minimumCoverage) {
    Days sofar = new Days(year.atDay(1), end);
    Sum sum = series.sum(sofar);
    if (sofar.count() < LEAST_DAYS || sum.coverage() < minimumCoverage) {
      return Optional.empty();
    }
    BigDecimal used = Allowance.tonnes(sum.amount());
    if (sofar.count() == year.length()) {
      return Optional.of(new YearForecast(used, used, used, "complete"));
    }
    BigDecimal yearRate = rate(used, used, sofar.count(), year, end);
    Sum month = series.sum(new Days(end.minusDays(LEAST_DAYS), end));
    BigDecimal monthRate = rate(used, Allowance.tonnes(month.amount()), LEAST_DAYS, year, end);
    Optional<BigDecimal> shape = shape(series, year, sofar, used, minimumCoverage);
    List<BigDecimal> all = Stream.concat(shape.stream(), Stream.of(yearRate, monthRate)).toList();
    return Optional.of(
        new YearForecast(
            shape.orElse(yearRate),
            Collections.min(all),
            Collections.max(all),
            shape.isPresent() ? "last-year-shape" : "run-rate"));
  }

  private static BigDecimal rate(
      BigDecimal used, BigDecimal recent, long days, Year year, LocalDate end) {
    long rest = new Days(end, year.plusYears(1).atDay(1)).count();
    return used.add(
        recent.multiply(BigDecimal.valueOf(rest)).divide(BigDecimal.valueOf(days), DIGITS), DIGITS);
  }

  private static Optional<BigDecimal> shape(
      DailySeries series, Year year, Days sofar, BigDecimal used, double minimumCoverage) {
    Sum last = series.sum(new Days(year.minusYears(1).atDay(1), year.atDay(1)));
    Sum lastSofar = series.sum(sofar.lastYear());
    if (last.coverage() < minimumCoverage || lastSofar.amount() <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        used.multiply(BigDecimal.valueOf(last.amount()))
            .divide(BigDecimal.valueOf(lastSofar.amount()), DIGITS));
  }
}
