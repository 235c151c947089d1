// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.DailySeries.Sum;
import io.tanliu.domain.assess.OutputSeries.Output;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What meters count of what is made, such as the electricity of a data centre's IT equipment
 * (信息设备用电).
 *
 * @param series daily amounts, base units
 * @param unit unit that holds 10 to the {@code scale} base units
 * @param scale decimal places between the two
 * @param minimumCoverage share of the days that must have been measured, 0 to 1
 */
public record MeteredOutput(DailySeries series, String unit, int scale, double minimumCoverage)
    implements Made {

  @Override
  public Optional<Output> over(Days days) {
    Sum sum = series.sum(days);
    return sum.days() == 0 || sum.coverage() < minimumCoverage
        ? Optional.empty()
        : Optional.of(new Output(BigDecimal.valueOf(sum.amount(), scale), false, List.of()));
  }
}
