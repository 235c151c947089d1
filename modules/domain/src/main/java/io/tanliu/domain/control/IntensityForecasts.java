// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.control.Intensities.Outlook;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the intensities of a year will be at its end, or would have been thought to be before. */
public final class IntensityForecasts {
  private final ControlFacts facts;
  private final Forecasts forecasts;
  private final Map<String, Outlook> outlooks = new HashMap<>();

  /**
   * @param facts what is known of the entity
   * @param forecasts of its sums
   */
  public IntensityForecasts(ControlFacts facts, Forecasts forecasts) {
    this.facts = facts;
    this.forecasts = forecasts;
  }

  /**
   * As it is, or would have been, at the beginning of a day; only what is reported is taken as it
   * is known now.
   *
   * @param kinds what may be taken off; of them feedstock counts
   * @param year a calendar year
   * @param day first day of which nothing is known; not after the year
   * @return empty when the sum cannot be foretold, or nothing above 0 is reported
   */
  public Optional<IntensityForecast> at(
      String quantity,
      Dimension dimension,
      Denominator denominator,
      List<Deduction> kinds,
      Period year,
      LocalDate day) {
    Optional<Forecast> sum = forecasts.at(quantity, year, day);
    boolean net = kinds.contains(Deduction.FEEDSTOCK) && Deductions.applies(quantity);
    String key = quantity + "|" + denominator.text() + "|" + net + "|" + year.text();
    Outlook outlook =
        outlooks.computeIfAbsent(
            key, k -> facts.intensities().outlook(quantity, dimension, denominator, kinds, year));
    if (sum.isEmpty() || outlook.under().filter(u -> u.value().signum() > 0).isEmpty()) {
      return Optional.empty();
    }
    Reported under = outlook.under().get();
    long off = net ? feedstock(year, day) : 0;
    return Optional.of(
        new IntensityForecast(
            divided(sum.get().total(), off, dimension, under),
            divided(sum.get().low(), off, dimension, under),
            divided(sum.get().high(), off, dimension, under),
            day.isBefore(year.after()) ? sum.get().method() : "measured",
            under,
            outlook.before()));
  }

  private long feedstock(Period year, LocalDate day) {
    long sofar = facts.ledger().measure(Quantities.TCE_FEEDSTOCK, year.first(), day).amount();
    return Math.max(
        0, forecasts.at(Quantities.TCE_FEEDSTOCK, year, day).map(Forecast::total).orElse(sofar));
  }

  private static BigDecimal divided(long sum, long off, Dimension dimension, Reported under) {
    return Intensities.divided(Math.subtractExact(sum, off), dimension, under).orElseThrow();
  }
}
