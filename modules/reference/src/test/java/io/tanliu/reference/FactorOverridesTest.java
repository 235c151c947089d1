// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Factors that take the place of the packaged ones. */
class FactorOverridesTest {
  private static final FactorBook SEEDS = Seeds.load().factors();

  private static DatedFactor factor(
      String quantity, String energy, String region, int from, int to, String value) {
    BigDecimal grams = new BigDecimal(value);
    return new DatedFactor(quantity, energy, region, from, to, grams, "公告", "A", true);
  }

  private static BigDecimal value(Optional<Factor> factor) {
    return BigDecimal.valueOf(factor.orElseThrow().value(), factor.orElseThrow().scale());
  }

  @Test
  void shouldTakeTheNewGridFactorInItsYearAndLetItStandInForLaterOnes() {
    FactorBook book =
        SEEDS.with(List.of(factor("co2e", "electricity", "360000", 2024, 2024, "0.5123")));
    assertThat(value(book.emission("electricity", "360102", 2024))).isEqualByComparingTo("0.5123");
    assertThat(book.emission("electricity", "360102", 2024).orElseThrow().extrapolated()).isFalse();
    assertThat(value(book.emission("electricity", "360102", 2025))).isEqualByComparingTo("0.5123");
    assertThat(book.emission("electricity", "360102", 2025).orElseThrow().extrapolated()).isTrue();
    for (int year = 1990; year < 2024; year++) {
      assertThat(book.emission("electricity", "360102", year))
          .isEqualTo(SEEDS.emission("electricity", "360102", year));
    }
    assertThat(book.emission("electricity", "330108", 2024))
        .isEqualTo(SEEDS.emission("electricity", "330108", 2024));
  }

  @Test
  void shouldReplaceACoalEquivalentInItsYearsOnly() {
    FactorBook book =
        SEEDS.with(
            List.of(
                factor("tce_equivalent", "electricity", "100000", 2019, 2022, "0.305"),
                factor("tce_equivalent", "heat", "100000", 2022, 2022, "0.04"),
                factor("tce", "raw_coal", "100000", 2023, DatedFactor.OPEN, "0.72")));
    assertThat(value(book.coalEquivalentByEqualValue("electricity", 2018)))
        .isEqualByComparingTo("0.31");
    assertThat(value(book.coalEquivalentByEqualValue("electricity", 2019)))
        .isEqualByComparingTo("0.305");
    assertThat(value(book.coalEquivalentByEqualValue("electricity", 2022)))
        .isEqualByComparingTo("0.305");
    assertThat(value(book.coalEquivalentByEqualValue("electricity", 2023)))
        .isEqualByComparingTo("0.3");
    assertThat(value(book.coalEquivalentByEqualValue("heat", 2022))).isEqualByComparingTo("0.04");
    assertThat(book.coalEquivalentByEqualValue("heat", 2023).map(Factor::value))
        .isEqualTo(SEEDS.coalEquivalent("heat", 2023).map(Factor::value));
    assertThat(value(book.coalEquivalent("raw_coal", 2022))).isEqualByComparingTo("0.7143");
    assertThat(value(book.coalEquivalent("raw_coal", 2090))).isEqualByComparingTo("0.72");
    assertThat(value(book.coalEquivalentByEqualValue("raw_coal", 2024)))
        .isEqualByComparingTo("0.72");
  }

  @Test
  void shouldHaveAnotherFingerprintExactlyWhenSomethingIsConvertedOtherwise() {
    assertThat(Seeds.load().factors().fingerprint()).isEqualTo(SEEDS.fingerprint());
    assertThat(SEEDS.with(List.of()).fingerprint()).isEqualTo(SEEDS.fingerprint());
    DatedFactor coal = factor("co2e", "raw_coal", "100000", 2023, 2024, "1.9");
    DatedFactor dearer = factor("co2e", "raw_coal", "100000", 2023, 2024, "1.91");
    long changed = SEEDS.with(List.of(coal)).fingerprint();
    assertThat(changed).isNotEqualTo(SEEDS.fingerprint());
    assertThat(SEEDS.with(List.of(dearer)).fingerprint()).isNotEqualTo(changed);
    // A factor means nothing where energy or region do not exist.
    DatedFactor unknown = factor("co2e", "dreams", "100000", 2023, 2024, "1");
    DatedFactor nowhere = factor("co2e", "raw_coal", "999999", 2023, 2024, "1");
    assertThat(SEEDS.with(List.of(unknown, nowhere)).fingerprint()).isEqualTo(SEEDS.fingerprint());
  }
}
