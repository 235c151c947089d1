// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.reading;

import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;

/**
 * Turns the number on a meter into an amount in base units (per hour, for a rate): multiplied by
 * the point's multiplier and unit, rounded once, half even.
 *
 * @param factor unscaled product of multiplier and unit
 * @param factorScale its decimal places
 */
public record AmountScale(long factor, int factorScale) {

  /** The scale of a point. */
  public static AmountScale of(Point point) {
    BigDecimal product =
        point.multiplier().multiply(BigDecimal.valueOf(point.unit().toBase())).stripTrailingZeros();
    if (product.scale() < 0) {
      product = product.setScale(0);
    }
    return new AmountScale(product.unscaledValue().longValueExact(), product.scale());
  }

  /**
   * The amount in base units.
   *
   * @throws ArithmeticException when it does not fit
   */
  public long amount(long value, int scale) {
    return Quantities.multiply(value, factor, factorScale + scale);
  }
}
