// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.BenchmarkClass.Policy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a unit brings to the comparison with the others of its industry.
 *
 * @param unit unit id
 * @param days this year up to the last complete day
 * @param measures one per quantity that is ranked
 * @param capacities registered capacities with their policy class
 * @param coverage share of the days that was measured, 0 to 1
 */
public record Standing(
    String unit, Days days, List<Measure> measures, List<Capacity> capacities, double coverage) {

  public Standing {
    measures = List.copyOf(measures);
    capacities = List.copyOf(capacities);
  }

  /**
   * Intensity of one quantity, and its fall.
   *
   * @param quantity tce or co2e
   * @param denominator {@code product:name (unit)} or {@code output-value}; empty when there is
   *     none
   * @param intensity tonnes per unit of the denominator, this year to date
   * @param intensityReason why there is none
   * @param reduction 1 − intensity ÷ the intensity of the same days of last year
   * @param reductionReason why there is none
   * @param provisional a production figure was preliminary or carried forward
   */
  public record Measure(
      String quantity,
      String denominator,
      Optional<BigDecimal> intensity,
      String intensityReason,
      Optional<BigDecimal> reduction,
      String reductionReason,
      boolean provisional) {}

  /**
   * A registered capacity.
   *
   * @param product product
   * @param unit unit of the capacity
   * @param amount capacity
   * @param policy class of the product
   */
  public record Capacity(String product, String unit, BigDecimal amount, Policy policy) {}
}
