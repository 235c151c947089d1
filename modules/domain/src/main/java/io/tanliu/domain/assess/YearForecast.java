// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.control.Forecast;
import io.tanliu.domain.control.Forecaster;
import io.tanliu.domain.control.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.util.Optional;

/**
 * Expected amount of a calendar year, in tonnes: what {@link Forecaster} says, the one forecast of
 * the product, or what was verified.
 *
 * @param amount expected amount
 * @param low lower end of the range
 * @param high upper end of the range
 * @param method verified, measured once the year is over, else the method of the forecast
 */
public record YearForecast(BigDecimal amount, BigDecimal low, BigDecimal high, String method) {

  static YearForecast verified(BigDecimal amount) {
    return new YearForecast(amount, amount, amount, "verified");
  }

  /**
   * In tonnes.
   *
   * @param over true when the year is over, so that nothing is foretold any more
   */
  public static YearForecast of(Forecast forecast, boolean over) {
    return new YearForecast(
        Allowance.tonnes(forecast.total()),
        Allowance.tonnes(forecast.low()),
        Allowance.tonnes(forecast.high()),
        over ? "measured" : forecast.method());
  }

  /**
   * The forecast from daily amounts.
   *
   * @param end first day that is not complete, in the year or the first after it
   * @param minimumCoverage share of a day that must be measured for it to count as known
   * @return empty when too little is known
   */
  static Optional<YearForecast> of(
      DailySeries series, Year year, LocalDate end, double minimumCoverage) {
    Period period = Period.year(year.getValue());
    long measured = series.sum(new Days(year.atDay(1), end)).amount();
    Days known = new Days(period.first().minusYears(2), end);
    return Forecaster.at(period, end, measured, series.known(known, minimumCoverage))
        .map(forecast -> of(forecast, !end.isBefore(period.after())));
  }
}
