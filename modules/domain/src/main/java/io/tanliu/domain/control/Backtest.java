// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well {@link Forecaster} would have forecast a year that is over: at every month's end it gets
 * the days before it and nothing else, and what it says is compared with what the year became.
 *
 * @param year the year
 * @param truth its sum, base units
 * @param days number of its days that are known
 * @param rows the ends of January to November at which a forecast was possible
 */
public record Backtest(Period year, long truth, int days, List<Row> rows) {

  public Backtest {
    rows = List.copyOf(rows);
  }

  /**
   * A month's end.
   *
   * @param at first day that was not known
   * @param forecast what was said then
   * @param runRate what was measured by then, continued in a straight line, base units
   */
  public record Row(LocalDate at, Forecast forecast, long runRate) {
    /** True when the range held the truth. */
    public boolean holds(long truth) {
      return forecast.low() <= truth && truth <= forecast.high();
    }
  }

  /**
   * Walks through a year.
   *
   * @param days the days of the year, and of the year before when they are known
   * @return empty when no day of the year is known or they add up to nothing
   */
  public static Optional<Backtest> of(Period year, ZoneId zone, DaySums days) {
    Map<LocalDate, Long> known = days.between(year.first(), year.after());
    long truth = sum(known);
    if (truth == 0) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    for (int month = 2; month <= Plan.MONTHS; month++) {
      LocalDate at = year.first().withMonth(month);
      Map<LocalDate, Long> before = days.between(year.first(), at);
      long measured = sum(before);
      long time = at.atStartOfDay(zone).toInstant().toEpochMilli();
      Optional<Forecast> forecast = Forecaster.at(year, zone, time, measured, days.before(at));
      if (forecast.isPresent() && !before.isEmpty()) {
        long runRate = runRate(measured, before.size(), year.first().lengthOfYear());
        rows.add(new Row(at, forecast.get(), runRate));
      }
    }
    return Optional.of(new Backtest(year, truth, known.size(), rows));
  }

  private static long sum(Map<LocalDate, Long> days) {
    return days.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
  }

  private static long runRate(long measured, int days, int ofYear) {
    return BigDecimal.valueOf(measured)
        .multiply(BigDecimal.valueOf(ofYear))
        .divide(BigDecimal.valueOf(days), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /** How far a figure was from the truth, as a fraction of it; positive when it was too high. */
  public double error(long figure) {
    return (figure - truth) / (double) Math.abs(truth);
  }

  /** Mean of the absolute errors of the forecasts, as a fraction. */
  public double meanError() {
    return rows.stream()
        .mapToDouble(r -> Math.abs(error(r.forecast().total())))
        .average()
        .orElse(0);
  }

  /** Mean of the absolute errors of the run rate, as a fraction. */
  public double meanErrorOfRunRate() {
    return rows.stream().mapToDouble(r -> Math.abs(error(r.runRate()))).average().orElse(0);
  }

  /** Number of month's ends at which the range held the truth. */
  public int held() {
    return (int) rows.stream().filter(r -> r.holds(truth)).count();
  }

  /** Number of month's ends at which the forecast was nearer than the run rate. */
  public int nearer() {
    return (int)
        rows.stream()
            .filter(r -> Math.abs(error(r.forecast().total())) < Math.abs(error(r.runRate())))
            .count();
  }
}
