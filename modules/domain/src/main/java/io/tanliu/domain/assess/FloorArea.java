// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.OutputSeries.Output;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/**
 * Floor area (建筑面积) by which a building's consumption of a year is divided: all of it for twelve
 * months, otherwise in proportion to the days of a year of 365.
 *
 * @param squareMetres m², positive
 */
public record FloorArea(BigDecimal squareMetres) implements Made {
  /** Unit of floor areas. */
  public static final String UNIT = "m2";

  private static final BigDecimal YEAR = BigDecimal.valueOf(365);

  @Override
  public String unit() {
    return UNIT;
  }

  @Override
  public Optional<Output> over(Days days) {
    if (days.count() == 0) {
      return Optional.empty();
    }
    BigDecimal area =
        days.to().equals(days.from().plusMonths(12))
            ? squareMetres
            : squareMetres
                .multiply(BigDecimal.valueOf(days.count()))
                .divide(YEAR, MathContext.DECIMAL128);
    return Optional.of(new Output(area, false, List.of()));
  }
}
