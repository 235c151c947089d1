// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final long DAY = 86_400_000L;

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static RuleSetting rule(Side side, Map<Level, Threshold> thresholds, long noDataAfter) {
    RuleSetting plain = RuleSetting.plain("rule");
    return new RuleSetting(
        plain.rule(),
        true,
        side,
        "1",
        thresholds,
        0,
        0,
        noDataAfter,
        List.of(),
        List.of(),
        List.of(),
        200,
        300,
        "");
  }

  private static RuleSetting rule() {
    return rule(
        Side.ABOVE,
        Map.of(
            Level.WARNING, new Threshold(number("1.0"), number("0.9")),
            Level.CRITICAL, new Threshold(number("1.5"), number("1.3"))),
        RuleSetting.NEVER);
  }

  private static Judgement judge(RuleSetting rule, String... values) {
    Course.Builder course = new Course.Builder();
    for (int i = 0; i < values.length; i++) {
      if (values[i].equals("-")) {
        course.unknown(i * DAY);
      } else {
        course.step(i * DAY, number(values[i]));
      }
    }
    return Judgement.of(course.build(), rule).orElseThrow();
  }

  @Test
  void shouldRiseOnlyBeyondTheRaiseThresholdAndFallOnlyAtTheResetThreshold() {
    assertThat(judge(rule(), "1.0").level()).isEqualTo(Level.NONE);
    assertThat(judge(rule(), "1.1").level()).isEqualTo(Level.WARNING);
    assertThat(judge(rule(), "1.1", "0.95").level()).isEqualTo(Level.WARNING);
    assertThat(judge(rule(), "1.1", "0.95", "0.9").level()).isEqualTo(Level.NONE);
    assertThat(judge(rule(), "0.95").level()).as("never raised").isEqualTo(Level.NONE);
  }

  @Test
  void shouldLetEachLevelFallByItsOwnResetThreshold() {
    assertThat(judge(rule(), "1.6", "1.4").level()).isEqualTo(Level.CRITICAL);
    assertThat(judge(rule(), "1.6", "1.3").level()).isEqualTo(Level.WARNING);
    assertThat(judge(rule(), "1.6", "0.95").level()).isEqualTo(Level.WARNING);
    assertThat(judge(rule(), "1.6", "0.8").level()).isEqualTo(Level.NONE);
  }

  @Test
  void shouldJudgeTooLittleAsWellAsTooMuch() {
    RuleSetting share =
        rule(
            Side.BELOW,
            Map.of(Level.CRITICAL, new Threshold(number("0.183"), number("0.19"))),
            RuleSetting.NEVER);
    assertThat(judge(share, "0.183").level()).isEqualTo(Level.NONE);
    assertThat(judge(share, "0.182").level()).isEqualTo(Level.CRITICAL);
    assertThat(judge(share, "0.182", "0.185").level()).isEqualTo(Level.CRITICAL);
    assertThat(judge(share, "0.182", "0.19").level()).isEqualTo(Level.NONE);
  }

  @Test
  void shouldSaySinceWhenALevelHasHeldWithoutABreak() {
    Judgement found = judge(rule(), "0", "1.1", "1.2", "1.6", "1.4");
    assertThat(found.since()).isEqualTo(3 * DAY);
    assertThat(found.activeSince()).hasValue(DAY);
    assertThat(found.lastTrue()).hasValue(4 * DAY);
    Judgement over = judge(rule(), "1.1", "0", "0");
    assertThat(over.since()).isEqualTo(DAY);
    assertThat(over.activeSince()).isEmpty();
    assertThat(over.lastTrue()).hasValue(0);
  }

  @Test
  void shouldKeepTheLevelThroughStepsOfWhichNothingIsKnownAndSayWhenTheyAreTooMany() {
    RuleSetting rule = rule(Side.ABOVE, rule().thresholds(), 2 * DAY);
    assertThat(judge(rule, "1.1", "-").noData()).isFalse();
    Judgement silent = judge(rule, "1.1", "-", "-");
    assertThat(silent.noData()).isTrue();
    assertThat(silent.level()).as("never falls for want of data").isEqualTo(Level.WARNING);
    assertThat(judge(rule, "1.1", "-", "-", "0").noData()).isFalse();
  }

  @Test
  void shouldScoreFlappingLikeNagiosOverTwentyOneStates() {
    assertThat(FlapScore.of(0)).isZero();
    assertThat(FlapScore.of((1 << 20) - 1)).isEqualTo(1000);
    assertThat(FlapScore.of(1)).as("newest: 1.2/20").isEqualTo(60);
    assertThat(FlapScore.of(1 << 19)).as("oldest: 0.8/20").isEqualTo(40);
    assertThat(judge(rule(), "0", "1.1").flapScore()).isEqualTo(60);
    assertThat(judge(rule(), "0", "1.1", "1.1").flapScore()).isEqualTo(59);
  }

  @Test
  void shouldRefuseStepsOutOfOrder() {
    assertThatThrownBy(() -> new Course(List.of(Course.Step.unknown(5), Course.Step.unknown(5))))
        .hasMessage("step 1: 5 (expected: > 5)");
    assertThat(Judgement.of(new Course(List.of()), rule())).isEmpty();
  }

  @Test
  void shouldFindTheSameAsAFoldFromTheBeginningOverRandomCourses() {
    for (int seed = 0; seed < 100_000; seed++) {
      Random random = new Random(seed);
      RuleSetting rule = random(random);
      List<Course.Step> steps = new ArrayList<>();
      long at = random.nextInt(1_000);
      int length = 1 + random.nextInt(60);
      for (int i = 0; i < length; i++) {
        at += 1 + random.nextInt(2) * random.nextInt(100);
        steps.add(
            random.nextInt(6) == 0
                ? Course.Step.unknown(at)
                : Course.Step.of(at, BigDecimal.valueOf(random.nextInt(12), 1)));
      }
      Judgement found = Judgement.of(new Course(steps), rule).orElseThrow();
      assertThat(found).as("seed %s", seed).isEqualTo(folded(steps, rule));
    }
  }

  private static RuleSetting random(Random random) {
    Side side = random.nextBoolean() ? Side.ABOVE : Side.BELOW;
    Map<Level, Threshold> thresholds = new EnumMap<>(Level.class);
    for (Level level : List.of(Level.WARNING, Level.CRITICAL)) {
      if (random.nextInt(5) > 0) {
        int raise = random.nextInt(12);
        int reset = side == Side.ABOVE ? raise - random.nextInt(4) : raise + random.nextInt(4);
        thresholds.put(
            level, new Threshold(BigDecimal.valueOf(raise, 1), BigDecimal.valueOf(reset, 1)));
      }
    }
    return rule(side, thresholds, random.nextBoolean() ? RuleSetting.NEVER : random.nextInt(300));
  }

  /** The same from the beginning to the end, with everything remembered on the way. */
  private static Judgement folded(List<Course.Step> steps, RuleSetting rule) {
    Map<Level, Boolean> on = new EnumMap<>(Map.of(Level.WARNING, false, Level.CRITICAL, false));
    List<Level> levels = new ArrayList<>();
    long since = 0;
    OptionalLong active = OptionalLong.empty();
    OptionalLong lastTrue = OptionalLong.empty();
    Optional<Long> known = Optional.empty();
    Map<Level, OptionalLong> atLeast = new EnumMap<>(Level.class);
    for (Course.Step step : steps) {
      if (step.value().isPresent()) {
        known = Optional.of(step.at());
        BigDecimal value = step.value().get();
        for (Level level : on.keySet()) {
          rule.threshold(level).ifPresent(t -> on.put(level, next(on.get(level), t, value, rule)));
        }
      }
      Level level =
          on.get(Level.CRITICAL)
              ? Level.CRITICAL
              : on.get(Level.WARNING) ? Level.WARNING : Level.NONE;
      for (Level each : Level.values()) {
        boolean holds = each == Level.NONE ? level == Level.NONE : level.compareTo(each) >= 0;
        OptionalLong from = atLeast.getOrDefault(each, OptionalLong.empty());
        atLeast.put(
            each,
            holds ? (from.isPresent() ? from : OptionalLong.of(step.at())) : OptionalLong.empty());
      }
      since = atLeast.get(level).orElseThrow();
      active = atLeast.get(Level.WARNING);
      if (level != Level.NONE) {
        lastTrue = OptionalLong.of(step.at());
      }
      levels.add(level);
    }
    long at = steps.get(steps.size() - 1).at();
    long silentFor = at - known.orElse(steps.get(0).at());
    return new Judgement(
        levels.get(levels.size() - 1),
        rule.noDataAfter() != RuleSetting.NEVER && silentFor >= rule.noDataAfter(),
        since,
        active,
        lastTrue,
        at,
        score(levels));
  }

  private static boolean next(boolean on, Threshold threshold, BigDecimal value, RuleSetting rule) {
    boolean above = rule.side() == Side.ABOVE;
    int raise = value.compareTo(threshold.raise());
    int reset = value.compareTo(threshold.reset());
    if (above ? raise > 0 : raise < 0) {
      return true;
    }
    return (above ? reset > 0 : reset < 0) && on;
  }

  private static int score(List<Level> levels) {
    double sum = 0;
    int last = levels.size() - 1;
    for (int age = 0; age < 20 && last - age - 1 >= 0; age++) {
      if (levels.get(last - age) != levels.get(last - age - 1)) {
        sum += 1.2 - 0.4 * age / 19;
      }
    }
    return (int) Math.round(sum / 20 * 1000);
  }
}
