// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import static io.tanliu.domain.assess.Series.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.assess.Synergy.Quadrant;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynergyTest {
  private static final Days DAYS = days("2024-01-01", "2024-04-10");

  /** 环境保护税法 附表二: 0.95 kg of SO2 and 2.18 kg of dust are one equivalent. */
  private static final Map<String, BigDecimal> WEIGHTS =
      Map.of("so2", new BigDecimal("0.95"), "dust", new BigDecimal("2.18"));

  @ParameterizedTest
  @CsvSource({
    "90, 80, BOTH_FELL, 0.5, 0.5",
    "80, 90, BOTH_FELL, 2, 0.5",
    "80, 80, BOTH_FELL, 1, 1",
    "90, 110, ONLY_CARBON_FELL, , 0",
    "100, 90, ONLY_POLLUTANTS_FELL, , 0",
    "110, 110, BOTH_ROSE, , 0"
  })
  void shouldPlaceAUnitByBothRatesOfReduction(
      String carbon, String sulphur, Quadrant quadrant, BigDecimal elasticity, BigDecimal index) {
    Synergy synergy = synergy(series("100", carbon), series("100", sulphur));
    assertThat(synergy.quadrant()).contains(quadrant);
    if (elasticity == null) {
      assertThat(synergy.elasticity()).isEmpty();
    } else {
      assertThat(synergy.elasticity().orElseThrow()).isEqualByComparingTo(elasticity);
    }
    assertThat(synergy.index().orElseThrow()).isEqualByComparingTo(index);
  }

  @Test
  void shouldAddPollutantsAsEquivalentsNotAsMass() {
    // 95 kg of SO2 are 100 equivalents, 218 kg of dust as many: half of the SO2 is a quarter of
    // all.
    Synergy synergy =
        Synergy.of(
            DAYS,
            series("100", "90"),
            Map.of("so2", series("0.095", "0.0475"), "dust", series("0.218", "0.218")),
            WEIGHTS,
            0.9);
    assertThat(synergy.pollutantReduction().orElseThrow().doubleValue())
        .isCloseTo(0.25, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void shouldSayNothingWithoutBothOrFromPoorData() {
    DailySeries good = series("100", "90");
    DailySeries poor = new Series().days("2023-01-01", "2024-05-01", 1, 0.5).make();
    DailySeries young = new Series().tonnes("2024-01-01", "2024-05-01", "1").make();
    assertThat(synergy(good, DailySeries.EMPTY).reason()).isEqualTo("no-pollutants");
    assertThat(synergy(DailySeries.EMPTY, good).reason()).isEqualTo("no-carbon");
    assertThat(synergy(good, poor).reason()).isEqualTo("low-coverage");
    assertThat(synergy(good, young).reason()).isEqualTo("low-coverage");
    assertThat(synergy(good, poor).index()).isEmpty();
  }

  private static Synergy synergy(DailySeries carbon, DailySeries sulphur) {
    return Synergy.of(DAYS, carbon, Map.of("so2", sulphur), WEIGHTS, 0.9);
  }

  private static DailySeries series(String before, String now) {
    return new Series()
        .tonnes("2023-01-01", "2024-01-01", before)
        .tonnes("2024-01-01", "2024-05-01", now)
        .make();
  }
}
