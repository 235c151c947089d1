// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantitiesTest {
  @Test
  void shouldRoundHalvesToTheEvenNeighbourOnBothSidesOfZero() {
    long[][] halves = {{5, 0}, {15, 2}, {25, 2}, {35, 4}, {-5, 0}, {-15, -2}, {-25, -2}, {-35, -4}};
    for (long[] half : halves) {
      assertThat(Quantities.divideHalfEven(half[0], 10)).as("%d/10", half[0]).isEqualTo(half[1]);
      assertThat(Quantities.multiply(half[0], 1, 1)).isEqualTo(half[1]);
      assertThat(Quantities.portion(half[0], 1, 10)).isEqualTo(half[1]);
    }
    assertThat(Quantities.divideHalfEven(-26, 10)).isEqualTo(-3);
    assertThat(Quantities.divideHalfEven(24, 10)).isEqualTo(2);
  }

  @Test
  void shouldAgreeWithBigDecimalForAnyNumbers() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      long value = random.nextLong() >> random.nextInt(63);
      long factor = random.nextLong() >> random.nextInt(63);
      int scale = random.nextInt(25);
      BigInteger exact =
          new BigDecimal(BigInteger.valueOf(value).multiply(BigInteger.valueOf(factor)), scale)
              .setScale(0, RoundingMode.HALF_EVEN)
              .toBigInteger();
      if (exact.bitLength() < 64) {
        assertThat(Quantities.multiply(value, factor, scale)).isEqualTo(exact.longValue());
      } else {
        assertThatThrownBy(() -> Quantities.multiply(value, factor, scale))
            .isInstanceOf(ArithmeticException.class);
      }
    }
  }

  @Test
  void shouldAgreeWithBigDecimalForAnyPortion() {
    Random random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      long amount = random.nextLong() >> random.nextInt(63);
      long whole = 1 + random.nextInt(Integer.MAX_VALUE);
      long part = random.nextInt((int) whole + 1);
      assertThat(Quantities.portion(amount, part, whole))
          .isEqualTo(
              new BigDecimal(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(part)))
                  .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_EVEN)
                  .longValueExact());
    }
  }

  @Test
  void shouldShowExactDecimalsWithoutTrailingZeros() {
    assertThat(Quantities.display(126_238_290, Dimension.ELECTRICITY)).hasToString("126238.29");
    assertThat(Quantities.display(-1, Dimension.CO2E)).hasToString("-0.000001");
    assertThat(Quantities.display(5_000_000, Dimension.ELECTRICITY).toString()).isEqualTo("5000");
    assertThat(Quantities.display(0, Dimension.MASS)).hasToString("0");
  }
}
