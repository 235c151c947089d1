// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a year's intensity will probably be: the forecast of the sum, less feedstock where it comes
 * off, over what is reported of the year or carried forward. The range is that of the sums alone;
 * how far the denominator is assumed stands in {@code under}.
 *
 * @param value expected, in the unit of the intensity
 * @param low lower end of the range, not above value
 * @param high upper end of the range, not below value
 * @param method of the forecast of the sum
 * @param under what the year is divided by
 * @param before the year before as a whole, in the same prices
 */
public record IntensityForecast(
    BigDecimal value,
    BigDecimal low,
    BigDecimal high,
    String method,
    Reported under,
    IntensityValue before) {

  /** What was taken for granted. */
  public List<Assumption> assumed() {
    return under.assumed();
  }
}
