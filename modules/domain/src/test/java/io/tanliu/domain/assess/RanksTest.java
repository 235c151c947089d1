// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import static io.tanliu.domain.assess.Series.days;
import static io.tanliu.domain.assess.Series.production;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.assess.BenchmarkClass.Policy;
import io.tanliu.domain.assess.Ranks.Entry;
import io.tanliu.domain.assess.Ranks.Place;
import io.tanliu.domain.assess.Standing.Capacity;
import io.tanliu.domain.assess.Standing.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RanksTest {
  @Test
  void shouldShareARankAndCountOnWhateverTheOrderOfArrival() {
    List<Entry> entries =
        new ArrayList<>(
            List.of(entry("D", "0.10"), entry("A", "0.2"), entry("C", "0.1"), entry("B", "-0.3")));
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(entries, new Random(i));
      assertThat(Ranks.of(entries, true))
          .extracting(p -> p.rank() + p.entry().unit())
          .containsExactly("1A", "2C", "2D", "4B");
      assertThat(Ranks.of(entries, false))
          .extracting(p -> p.rank() + p.entry().unit())
          .containsExactly("1B", "2C", "2D", "4A");
    }
  }

  @Test
  void shouldTakeTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    assertThat(Ranks.median(List.of())).isEmpty();
    assertThat(median("3", "1", "2")).isEqualByComparingTo("2");
    assertThat(median("4", "1", "2", "3")).isEqualByComparingTo("2.5");
  }

  @Test
  void shouldCompareTheIntensityOfTheSameDaysOfBothYears() {
    // 2022: 200 tce a day for 100 t; 2023: 190 a day for 100 t: 5 % less a tonne.
    DailySeries series =
        new Series()
            .tonnes("2022-01-01", "2023-01-01", "200")
            .tonnes("2023-01-01", "2023-05-11", "190")
            .make();
    Optional<OutputSeries> made =
        OutputSeries.of(
            List.of(
                production("P", "2022", "36500", "t"), production("P", "2023-01", "3100", "t")));
    Measure measure =
        new StandingJudge(0.9)
            .judge("tce", days("2023-01-01", "2023-05-11"), "product:P (t)", series, made);
    assertThat(measure.intensity().orElseThrow()).isEqualByComparingTo("1.9");
    assertThat(measure.reduction().orElseThrow().doubleValue())
        .isCloseTo(0.05, org.assertj.core.data.Offset.offset(1e-12));
    assertThat(measure.provisional()).as("production from February on is assumed").isTrue();
  }

  @Test
  void shouldSayWhyAUnitIsNotRanked() {
    StandingJudge judge = new StandingJudge(0.9);
    Days days = days("2024-01-01", "2024-05-11");
    Optional<OutputSeries> made =
        OutputSeries.of(
            List.of(production("P", "2024", "366", "t"), production("P", "2023", "365", "t")));
    DailySeries both = new Series().tonnes("2023-01-01", "2025-01-01", "1").make();
    DailySeries one = new Series().tonnes("2024-01-01", "2025-01-01", "1").make();
    DailySeries poor = new Series().days("2023-01-01", "2025-01-01", 1, 0.5).make();
    DailySeries sold = new Series().tonnes("2023-01-01", "2025-01-01", "-1").make();
    assertThat(judge.judge("tce", days, "d", both, made).reductionReason()).isEmpty();
    assertThat(judge.judge("tce", days, "d", one, made).reductionReason()).isEqualTo("no-base");
    assertThat(judge.judge("tce", days, "d", one, made).intensityReason()).isEmpty();
    assertThat(judge.judge("tce", days, "d", poor, made).intensityReason())
        .isEqualTo("low-coverage");
    assertThat(judge.judge("tce", days, "d", both, Optional.empty()).intensityReason())
        .isEqualTo("no-production");
    assertThat(judge.judge("tce", days, "d", sold, made).reductionReason())
        .isEqualTo("not-positive");
  }

  @Test
  void shouldCodeTheIntensityByItsRatioToTheMedian() {
    List<CodeRule> rules =
        List.of(code(1, "0.6"), code(2, "0.85"), code(3, "1.15"), code(4, "1.5"), code(5, null));
    assertThat(codes(rules, "0.1", "0.6", "0.61", "1.15", "1.5", "1.51"))
        .containsExactly(1, 1, 2, 3, 4, 5);
  }

  @Test
  void shouldWeighTheShareAtBenchmarkLevelByCapacity() {
    // 达到能效标杆水平的产能比例超过30% (T081)
    List<Capacity> capacities =
        List.of(
            capacity("水泥熟料", "310", Policy.BENCHMARK),
            capacity("水泥熟料", "400", Policy.BASELINE),
            capacity("水泥熟料", "190", Policy.BELOW_BASELINE),
            capacity("水泥熟料", "100", Policy.NOT_ASSESSABLE),
            capacity("纸", "100", Policy.NOT_SET));
    var sums = Capacities.byProduct(capacities);
    assertThat(sums.keySet()).extracting(Capacities.ProductUnits::product).containsExactly("水泥熟料");
    Capacities clinker = sums.get(new Capacities.ProductUnits("水泥熟料", "t/a"));
    assertThat(clinker.share().orElseThrow()).isEqualByComparingTo("0.31");
    assertThat(clinker.highest().orElseThrow()).isEqualByComparingTo("0.41");
    assertThat(clinker.units()).isEqualTo(4);
    assertThat(Capacities.NOTHING.share()).isEmpty();
  }

  private static List<Integer> codes(List<CodeRule> rules, String... ratios) {
    List<Integer> codes = new ArrayList<>();
    for (String ratio : ratios) {
      codes.add(CodeRule.of(rules, new BigDecimal(ratio), BigDecimal.ONE).rule().code());
    }
    return codes;
  }

  private static CodeRule code(int code, String most) {
    return new CodeRule(code, Optional.ofNullable(most).map(BigDecimal::new), "", "C");
  }

  private static Capacity capacity(String product, String amount, Policy policy) {
    return new Capacity(product, "t/a", new BigDecimal(amount), policy);
  }

  private static BigDecimal median(String... values) {
    List<Entry> entries = new ArrayList<>();
    for (String value : values) {
      entries.add(entry("U" + value, value));
    }
    List<Place> places = Ranks.of(entries, false);
    return Ranks.median(places).orElseThrow();
  }

  private static Entry entry(String unit, String value) {
    return new Entry(unit, new BigDecimal(value), false);
  }
}
