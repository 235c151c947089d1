// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StationRulesTest {
  private static final long PPM = 1_000_000_000L;
  private static final GasRules CO2 =
      new GasRules("co2", MoleFraction.PPM, 300 * PPM, 2_000 * PPM, PPM / 5, 20 * PPM, 50 * PPM);
  private static final MeanRules RULES =
      new MeanRules(45, 18, 30, 120, new BigDecimal("3"), new BigDecimal("3"), 45, 3);

  @Test
  void shouldNeverLetWrongOrMissingMinutesEnterAMean() {
    Random random = new Random(8);
    QcFlag[] flags = QcFlag.values();
    for (int round = 0; round < 2_000; round++) {
      List<Observation> hour = new ArrayList<>();
      long sum = 0;
      int valid = 0;
      for (int minute = 0; minute < 60; minute++) {
        QcFlag flag = flags[random.nextInt(flags.length)];
        boolean there = random.nextInt(10) > 0;
        long value = 350 * PPM + random.nextInt(1_000_000_000) * 100L;
        if (!flag.enters() && random.nextBoolean()) {
          value = random.nextBoolean() ? MoleFraction.MOST : -MoleFraction.MOST;
        }
        hour.add(
            new Observation(minute * 60_000L, there ? Optional.of(value) : Optional.empty(), flag));
        if (there && (flag == QcFlag.VALID || flag == QcFlag.VALID_SO_FAR)) {
          sum += value;
          valid++;
        }
      }
      HourMean mean = HourMean.of(hour, 45);
      assertThat(mean.sum().sum()).isEqualTo(sum);
      assertThat(mean.sum().count()).isEqualTo(valid);
      assertThat(mean.isValid()).isEqualTo(valid >= 45);
      assertThat(mean.left().values().stream().mapToInt(n -> n).sum()).isEqualTo(60 - valid);
      Collections.shuffle(hour, random);
      assertThat(HourMean.of(hour, 45).sum()).isEqualTo(mean.sum());
    }
  }

  @Test
  void shouldJudgeByRangeOnlyWhatWouldEnter() {
    assertThat(CO2.judged(Optional.of(299 * PPM), QcFlag.VALID)).isEqualTo(QcFlag.OUT_OF_RANGE);
    assertThat(CO2.judged(Optional.of(400 * PPM), QcFlag.VALID)).isEqualTo(QcFlag.VALID);
    assertThat(CO2.judged(Optional.empty(), QcFlag.VALID)).isEqualTo(QcFlag.MISSING);
    assertThat(CO2.judged(Optional.of(0L), QcFlag.ZERO)).isEqualTo(QcFlag.ZERO);
  }

  @Test
  void shouldReadTheSameLetterByItsScheme() {
    assertThat(FlagScheme.HJ212.flag("N").orElseThrow().enters()).isTrue();
    assertThat(FlagScheme.ICOS.flag("N").orElseThrow().enters()).isFalse();
    assertThat(FlagScheme.PLAIN.flag("span")).contains(QcFlag.SPAN);
    assertThat(FlagScheme.PLAIN.flag("N")).isEmpty();
    assertThat(FlagScheme.HJ212.flag("X")).isEmpty();
  }

  @Test
  void shouldKeepMoleFractionsExactly() {
    assertThat(MoleFraction.PPM.count(new BigDecimal("397.697868"))).contains(397_697_868_000L);
    assertThat(MoleFraction.PPB.value(1_921_971_735L)).isEqualByComparingTo("1921.971735");
    assertThat(MoleFraction.PPM.count(new BigDecimal("1e999999999"))).isEmpty();
    assertThat(MoleFraction.PPM.count(new BigDecimal("1000001"))).isEmpty();
    assertThat(MoleFraction.PPM.count(new BigDecimal("1e-999999999"))).contains(0L);
  }

  @Test
  void shouldFindTheBackgroundUnderPollution() {
    Random random = new Random(2012);
    for (int round = 0; round < 50; round++) {
      List<Long> means = new ArrayList<>();
      double polluted = 0.05 + 0.35 * random.nextDouble();
      for (int hour = 0; hour < 720; hour++) {
        double clean = 420 + 2 * random.nextGaussian();
        double more = random.nextDouble() < polluted ? 15 + 60 * random.nextDouble() : 0;
        means.add((long) ((clean + more) * PPM));
      }
      Background found = Background.of(means, RULES).orElseThrow();
      assertThat(found.baseline() / (double) PPM).isCloseTo(420, within(1.2));
      assertThat(found.deviation() / (double) PPM).isCloseTo(2, within(1.0));
      Collections.shuffle(means, random);
      assertThat(Background.of(means, RULES)).contains(found);
    }
    assertThat(Background.of(Collections.nCopies(119, 420 * PPM), RULES)).isEmpty();
  }

  @Test
  void shouldCallAnHourAnEventOnlyWhenItStandsOutOfNoiseAndThreshold() {
    Background quiet = new Background(420 * PPM, PPM, 720, 700);
    Background noisy = new Background(420 * PPM, 10 * PPM, 720, 700);
    assertThat(ratio(441, quiet)).isEqualByComparingTo("1.05");
    assertThat(ratio(441, noisy)).isEqualByComparingTo("0.7");
    assertThat(ratio(410, quiet)).isNegative();
  }

  @Test
  void shouldJudgeDriftByTheMedianOfASpanCheck() {
    List<Long> readings = List.of(PPM / 10, PPM / 10, -40 * PPM);
    assertThat(SpanCheck.of(readings).orElseThrow().ratio(CO2)).isEqualByComparingTo("0.5");
    assertThat(SpanCheck.of(List.of(-PPM / 4)).orElseThrow().ratio(CO2))
        .isEqualByComparingTo("1.25");
    assertThat(SpanCheck.of(List.of())).isEmpty();
  }

  @Test
  void shouldCountSilentStationsAndNeverMoreHoursThanADayHas() {
    Completeness day =
        Completeness.of(
            Map.of("a", List.of("co2", "ch4"), "b", List.of("co2")),
            Map.of("a", Map.of("co2", 24, "ch4", 30, "n2o", 24)),
            24);
    assertThat(day).isEqualTo(new Completeness(2, 1, 48, 72, List.of("b")));
    assertThat(day.share()).isCloseTo(2.0 / 3, within(1e-12));
  }

  private static BigDecimal ratio(long ppm, Background background) {
    return Enhancement.ratio(ppm * PPM, background, CO2, RULES);
  }
}
