// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.backtest;

import io.tanliu.client.FileForm;
import io.tanliu.client.FileHistory;
import io.tanliu.client.PushException;
import io.tanliu.domain.control.DaySums;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.reference.TargetUnits;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Days of a file with the amounts of intervals, in the form that {@code tanliu push} sends. */
public final class FileDays {
  /** Share of a day that must be covered by intervals, so that the day is known. */
  private static final double LEAST_COVERED = 0.9;

  private FileDays() {}

  /**
   * The days of a file.
   *
   * @param unit of the values, such as kWh, t or tce
   * @throws IllegalArgumentException for an unknown unit
   */
  public static Days read(Path file, FileForm form, String unit) throws IOException, PushException {
    Dimension dimension = dimension(unit);
    BigDecimal toBase = TargetUnits.toBase(unit, dimension).orElseThrow();
    ZoneId zone = form.times().zone();
    Map<LocalDate, BigDecimal> sums = new HashMap<>();
    Map<LocalDate, Integer> counts = new HashMap<>();
    FileHistory.read(
        file,
        form,
        (start, value) -> {
          LocalDate day = start.atZone(zone).toLocalDate();
          sums.merge(day, value, BigDecimal::add);
          counts.merge(day, 1, Integer::sum);
        });
    Map<LocalDate, Long> known = new HashMap<>();
    sums.forEach(
        (day, sum) -> {
          Duration covered = form.times().interval().multipliedBy(counts.get(day));
          Duration whole =
              Duration.between(day.atStartOfDay(zone), day.plusDays(1).atStartOfDay(zone));
          if (covered.toMillis() >= LEAST_COVERED * whole.toMillis()) {
            known.put(
                day, sum.multiply(toBase).setScale(0, RoundingMode.HALF_EVEN).longValueExact());
          }
        });
    return new Days(new DaySums(known), zone, dimension);
  }

  private static Dimension dimension(String unit) {
    Optional<Dimension> found =
        Arrays.stream(Dimension.values())
            .filter(d -> TargetUnits.toBase(unit, d).isPresent())
            .findFirst();
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "energy-unit: "
                    + unit
                    + " (expected: "
                    + Arrays.stream(Dimension.values())
                        .flatMap(d -> TargetUnits.symbols(d).stream())
                        .distinct()
                        .toList()
                    + ")"));
  }
}
