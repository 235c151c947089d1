// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of dual control; the source of each figure stands beside it. */
class DeclineTest {
  private static BigDecimal percent(String text) {
    return new BigDecimal(text).movePointLeft(2);
  }

  private static BigDecimal rounded(BigDecimal fraction, int places) {
    return fraction.movePointRight(2).setScale(places, java.math.RoundingMode.HALF_EVEN);
  }

  @ParameterizedTest(name = "{0} % in {1} years are {2} % a year ({3})")
  @CsvSource({
    "14.5, 5, 3.0845, 江西 2021-2025: 赣环气候〔2021〕23号 目标指标表 第1行",
    "13.5, 5, 2.8589, 江西 规模以上工业 2021-2025: 赣环气候〔2021〕23号 第三章 第三节",
    "18.3, 5, 3.9617, 江西 2016-2020 正文: 赣环气候〔2021〕23号 第一章 第二节",
    "19.4, 5, 4.2217, 江西 2016-2020 表: 赣环气候〔2021〕23号 目标指标表 第1行",
    "22.4, 5, 4.9456, 江西 碳 2016-2020: 赣环气候〔2021〕23号 目标指标表 第2行",
    "20, 1, 20.0000, one year is the target itself"
  })
  void shouldStepEquallyInRatio(String target, int years, String step, String source) {
    BigDecimal yearly = Decline.yearlyStep(percent(target), years);
    assertThat(rounded(yearly, 4)).as(source).isEqualTo(new BigDecimal(step));
    assertThat(Decline.cumulative(Collections.nCopies(years, yearly)).round(new MathContext(30)))
        .as("the steps together are the target")
        .isEqualByComparingTo(percent(target));
  }

  @Test
  void shouldNotRoundTheYearlyStepUpToWhatItIsNot() {
    BigDecimal step = Decline.yearlyStep(percent("14.5"), 5).movePointRight(2);
    // docs/DOMAIN.md quotes 3.084: three places, cut off. The step is 3.08450 and a little more.
    assertThat(step.setScale(3, java.math.RoundingMode.DOWN)).isEqualTo(new BigDecimal("3.084"));
    assertThat(step.round(new MathContext(20))).isEqualTo(new BigDecimal("3.0845039586107027648"));
  }

  @ParameterizedTest(name = "energy {0} %, GDP {1} %: {2} % ({3})")
  @CsvSource({
    "2.2, 8.1, 5.458, growth rates are divided: 1 - 1.022/1.081",
    "2.2, 2.2, 0.000, energy grows as GDP does: the intensity stays",
    "5.0, 3.0, -1.942, energy grows faster: the intensity rises",
    "-3.0, -1.0, 2.020, both fall",
    "0, 3.1815, 3.083, energy stays: about one fifth of 14.5 %"
  })
  void shouldDivideGrowthRatesInsteadOfSubtractingThem(
      String energy, String gdp, String decline, String why) {
    assertThat(rounded(Decline.fromGrowth(percent(energy), percent(gdp)), 3))
        .as(why)
        .isEqualTo(new BigDecimal(decline));
  }

  @ParameterizedTest(name = "{0} of {1} %: {2} % of the way ({3})")
  @CsvSource({
    "4.87, 17, 26.8, docs/DOMAIN.md: carbon intensity −4.87 % of −17 %",
    "14.5, 14.5, 100.0, the whole target in one year",
    "0, 14.5, 0.0, nothing yet",
    "-2, 14.5, -12.6, the intensity rose"
  })
  void shouldMeasureTheWayInLogarithms(String done, String target, String progress, String source) {
    assertThat(rounded(Decline.progress(List.of(percent(done)), percent(target)), 1))
        .as(source)
        .isEqualTo(new BigDecimal(progress));
  }

  @Test
  void shouldAddTheProgressOfYearsAsTheYearsMultiply() {
    BigDecimal target = percent("14.5");
    BigDecimal step = Decline.yearlyStep(target, 5);
    assertThat(rounded(Decline.progress(List.of(step, step), target), 10))
        .isEqualTo(new BigDecimal("40.0000000000"));
    assertThat(rounded(Decline.cumulative(List.of(percent("3"), percent("2"))), 4))
        .as("not 5: 1 − 0.97 × 0.98")
        .isEqualTo(new BigDecimal("4.9400"));
    assertThat(rounded(Decline.between(new BigDecimal("0.38"), new BigDecimal("0.3249")), 3))
        .isEqualTo(new BigDecimal("14.500"));
    assertThat(rounded(Decline.scheduled(target, 2, 5), 3)).isEqualTo(new BigDecimal("6.074"));
    assertThat(rounded(Decline.scheduled(target, 5, 5), 3)).isEqualTo(new BigDecimal("14.500"));
  }

  @Test
  void shouldDecideTheScheduleWithoutRoundingARoot() {
    BigDecimal target = new BigDecimal("0.271");
    assertThat(Decline.onSchedule(List.of(new BigDecimal("0.1")), target, 3))
        .as("0.9³ is 0.729: exactly on the schedule")
        .isTrue();
    assertThat(Decline.reachesStep(new BigDecimal("0.0999999999999999999999"), target, 3))
        .isFalse();
    assertThat(
            Decline.onSchedule(List.of(new BigDecimal("0.15"), new BigDecimal("0.05")), target, 3))
        .as("1 − 0.85 × 0.95 = 19.25 % of 19 %")
        .isTrue();
  }

  @Test
  void shouldTakeRootsAndLogarithmsToThirtyDigits() {
    MathContext thirty = new MathContext(30);
    // Values of ln 2 and the square root of 2: OEIS A002162, A002193.
    assertThat(Decimals.ln(BigDecimal.valueOf(2)).round(thirty))
        .isEqualTo(new BigDecimal("0.693147180559945309417232121458"));
    assertThat(Decimals.root(BigDecimal.valueOf(2), 2).round(thirty))
        .isEqualTo(new BigDecimal("1.41421356237309504880168872421"));
    assertThat(Decimals.ln(new BigDecimal("0.1")).negate().round(thirty))
        .isEqualTo(new BigDecimal("2.30258509299404568401799145468"));
    Stream.of("0.0001", "0.5", "0.855", "1", "3", "1e9")
        .map(BigDecimal::new)
        .forEach(x -> assertThat(Decimals.root(x, 5).pow(5).round(thirty)).isEqualByComparingTo(x));
    assertThatThrownBy(() -> Decimals.ln(BigDecimal.ZERO)).hasMessageContaining("above 0");
  }

  @Test
  void shouldExemptTheTotalOnlyByAnIncentiveValueThatWasSet() {
    Terms terms = incentive("%", "15");
    assertThat(Incentive.exempts(terms, List.of(percent("15.0")), 1)).isTrue();
    assertThat(Incentive.exempts(terms, List.of(percent("14.999")), 1)).isFalse();
    assertThat(Incentive.exempts(terms, List.of(percent("3.2"), percent("3.3")), 5))
        .as("6.39 % after two years, of 6.29 %")
        .isTrue();
    assertThat(Incentive.exempts(terms, List.of(percent("3.2"), percent("3.0")), 5)).isFalse();
    Terms unset = Terms.of(TargetType.INTENSITY).unit("%").build();
    assertThat(Incentive.exempts(unset, List.of(percent("99")), 1)).isFalse();
    assertThat(Incentive.exempts(incentive("tce/1e4 CNY", "15"), List.of(percent("20")), 1))
        .as("a level is no decline")
        .isFalse();
  }

  private static Terms incentive(String unit, String value) {
    return Terms.of(TargetType.INTENSITY)
        .unit(unit)
        .incentive(Optional.of(new BigDecimal(value)))
        .build();
  }
}
