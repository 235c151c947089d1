// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.assess.AssessRules;
import io.tanliu.domain.assess.Benchmark;
import io.tanliu.domain.assess.ScoreRule;
import io.tanliu.domain.assess.ScreeningRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AssessSeedsTest {
  private static final AssessRules RULES = Seeds.load().assess();

  @Test
  void shouldKeepEveryLevelAsInTheSourceAlsoWhereTheyAreOutOfOrder() {
    List<Benchmark> all =
        RULES.benchmarks().products().stream()
            .flatMap(product -> RULES.benchmarks().of(product).stream())
            .toList();
    assertThat(all).hasSize(73);
    List<String> disordered =
        all.stream()
            .filter(b -> b.levels().stream().allMatch(Optional::isPresent))
            .filter(b -> level(b, 1).compareTo(level(b, 0)) < 0)
            .map(Benchmark::product)
            .toList();
    assertThat(disordered)
        .as("GB 21258-2024 表1 as quoted: level 2 below level 1")
        .containsExactly("燃煤机组 超临界 600MW", "燃煤机组 超临界 300MW", "燃煤机组 亚临界 600MW", "燃煤机组 亚临界 300MW");
    Benchmark converter = RULES.benchmarks().of("转炉工序").get(0);
    assertThat(level(converter, 0)).isEqualByComparingTo("-30");
    assertThat(converter.benchmark().orElseThrow()).isEqualByComparingTo("-30");
    assertThat(converter.baseline().orElseThrow()).isEqualByComparingTo("-10");
  }

  @Test
  void shouldScreenByTheThresholdsOfTheDocuments() {
    Map<String, ScreeningRule> rules =
        RULES.screening().rules().stream().collect(Collectors.toMap(ScreeningRule::id, r -> r));
    assertThat(rules)
        .containsOnlyKeys("T036", "T037", "T063", "T124", "T125", "N001", "N002", "N003");
    ScreeningRule pilot = rules.get("T037");
    assertThat(pilot.threshold()).isEqualTo(5_000_000_000L);
    assertThat(pilot.upper()).contains(10_000_000_000L);
    assertThat(rules.get("T063").strict()).as("超过1万吨标准煤的数据中心").isTrue();
    assertThat(RULES.screening().of("DC", "6450", List.of("360100", "360000", "100000")))
        .extracting(ScreeningRule::id)
        .containsExactlyInAnyOrder("T063", "T124", "T125", "N002", "N003");
    assertThat(RULES.screening().of("S", "3110", List.of("360200", "360000", "100000")))
        .as("another city's programmes are not meant")
        .extracting(ScreeningRule::id)
        .containsExactlyInAnyOrder("T036", "T037", "N001", "N002", "N003");
    assertThat(rules.get("N001").threshold()).isEqualTo(26_000_000_000L);
    assertThat(rules.get("N001").leaveMonths()).as("two years below").isEqualTo(24);
  }

  @Test
  void shouldJudgeUnitsByTheTableOfPointsForKeyUnits() {
    Map<String, ScoreRule> rules =
        RULES.scores().stream()
            .filter(rule -> rule.subject() == ScoreRule.Subject.UNIT)
            .collect(Collectors.toMap(ScoreRule::id, r -> r));
    ScoreRule fall = rules.get("unit-intensity");
    assertThat(fall.part()).isEqualTo(ScoreRule.Part.BOTH);
    assertThat(fall.veto()).isTrue();
    assertThat(fall.outcomes())
        .containsOnlyKeys("both", "cumulative", "annual", "none")
        .hasEntrySatisfying("both", p -> assertThat(p).isEqualByComparingTo("35"))
        .hasEntrySatisfying("cumulative", p -> assertThat(p).isEqualByComparingTo("20"));
    assertThat(rules.get("unit-total").outcomes().keySet())
        .as("bounds in their order")
        .containsExactly("1", "1.1", "1.2", "more");
    assertThat(
            rules.values().stream().map(ScoreRule::points).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("100");
  }

  @Test
  void shouldLimitDataCentresAndPublicBuildingsAndTellAlerts() {
    assertThat(
            RULES.benchmarks().products().stream()
                .flatMap(product -> RULES.benchmarks().of(product).stream())
                .filter(row -> !row.alert().isEmpty())
                .map(Benchmark::unit)
                .distinct())
        .containsExactlyInAnyOrder("1", "kWh/m2");
    Benchmark office = RULES.benchmarks().of("办公建筑 B类 商业办公").get(0);
    assertThat(level(office, 2)).as("约束值").isEqualByComparingTo("110");
    assertThat(office.levels().get(1)).as("the standard has two").isEmpty();
    assertThat(office.confidence()).isEqualTo("C");
  }

  private static BigDecimal level(Benchmark benchmark, int level) {
    return benchmark.levels().get(level).orElseThrow();
  }
}
