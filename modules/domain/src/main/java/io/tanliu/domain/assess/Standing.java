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
 * @param book its only product against the reference book; empty when there is none
 * @param coverage share of the days that was measured, 0 to 1
 */
public record Standing(
    String unit,
    Days days,
    List<Measure> measures,
    List<Capacity> capacities,
    Optional<Book> book,
    double coverage) {

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

  /**
   * Consumption of the unit's only product against a level of the reference book.
   *
   * @param value unit-product consumption
   * @param reference the level
   * @param unit unit of both
   * @param kind BASELINE (基准水平) or LEVEL_3
   * @param name product, indicator and document, for staff
   * @param confidence confidence of the level: A, B or C
   */
  public record Book(
      BigDecimal value,
      BigDecimal reference,
      String unit,
      String kind,
      String name,
      String confidence) {

    /**
     * The first indicator of a class that has a value and a level above 0: the baseline, or else
     * level 3 of the standard.
     */
    public static Optional<Book> of(BenchmarkClass judged) {
      for (BenchmarkClass.Indicator indicator : judged.indicators()) {
        Benchmark row = indicator.benchmark();
        Optional<BigDecimal> level =
            row.baseline().or(() -> indicator.levels().get(Benchmark.LEVELS - 1));
        if (indicator.value().isPresent() && level.filter(l -> l.signum() > 0).isPresent()) {
          boolean policy = row.baseline().isPresent();
          return Optional.of(
              new Book(
                  indicator.value().get(),
                  level.get(),
                  row.unit(),
                  policy ? "BASELINE" : "LEVEL_3",
                  String.join(
                      " ",
                      row.product(),
                      row.indicator(),
                      policy ? row.policyDoc() : row.standard()),
                  policy ? row.policyConfidence() : row.confidence()));
        }
      }
      return Optional.empty();
    }
  }
}
