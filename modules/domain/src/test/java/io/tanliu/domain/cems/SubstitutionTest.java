// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import static io.tanliu.domain.cems.Stacks.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.cems.HourMass.Part;
import io.tanliu.domain.cems.Substitution.Filled;
import io.tanliu.domain.cems.Substitution.Hour;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SubstitutionTest {
  private static final int ALL = 1000;
  private static final Substitution SUBSTITUTION = new Substitution(RULES);

  private static Part measured(long mass) {
    return new Part(OptionalLong.of(mass), false);
  }

  private static final Part STANDING = Part.of(OptionalLong.empty(), true);

  private static Hour hour(long mass) {
    return new Hour(OptionalLong.of(mass), ALL, false);
  }

  private static Hour gap(int capture) {
    return new Hour(OptionalLong.empty(), capture, false);
  }

  @Test
  void shouldNeedFortyFiveValidMinutes() {
    List<Part> minutes = new ArrayList<>(Collections.nCopies(44, measured(1_000)));
    minutes.addAll(Collections.nCopies(16, Part.NONE));
    assertThat(HourMass.of(minutes, 60, RULES).mass()).isEmpty();
    minutes.set(59, measured(1_000));
    // 45 minutes of 1 000 mg stand for the hour's 60.
    assertThat(HourMass.of(minutes, 60, RULES).mass()).hasValue(60_000);
    assertThat(HourMass.of(List.of(measured(7)), 1, RULES).mass()).hasValue(7);
  }

  @Test
  void shouldNeedTwelveFiveSecondValuesOfAMinute() {
    List<Part> values = new ArrayList<>(Collections.nCopies(12, measured(100)));
    assertThat(HourMass.minute(values, 12, RULES)).isEqualTo(measured(1_200));
    values.set(3, Part.NONE);
    assertThat(HourMass.minute(values, 12, RULES)).isEqualTo(Part.NONE);
    values.set(3, STANDING);
    assertThat(HourMass.minute(values, 12, RULES)).isEqualTo(measured(1_100));
    assertThat(HourMass.minute(Collections.nCopies(12, STANDING), 12, RULES)).isEqualTo(STANDING);
  }

  @Test
  void shouldTakeMinutesOfASourceThatStandsStillAsNothingAndNotAsMissing() {
    // What the monitor measures counts, whatever is said of the source.
    assertThat(Part.of(OptionalLong.of(5), true)).isEqualTo(measured(5));
    List<Part> minutes = new ArrayList<>(Collections.nCopies(30, measured(1_000)));
    minutes.addAll(Collections.nCopies(30, STANDING));
    HourMass half = HourMass.of(minutes, 60, RULES);
    assertThat(half.mass()).hasValue(30_000);
    assertThat(half.isStopped()).isFalse();
    HourMass still = HourMass.of(Collections.nCopies(45, STANDING), 60, RULES);
    assertThat(still.mass()).hasValue(0);
    assertThat(still.isStopped()).isTrue();
    assertThat(HourMass.of(Collections.nCopies(44, STANDING), 60, RULES).isStopped()).isFalse();
  }

  @Test
  void shouldLetNothingStandInForHoursInWhichTheSourceStoodStill() {
    Hour stopped = new Hour(OptionalLong.of(0), ALL, true);
    List<Hour> hours = new ArrayList<>(Collections.nCopies(18, hour(5)));
    hours.addAll(List.of(stopped, stopped, gap(ALL), gap(ALL), hour(6), gap(ALL)));
    List<Filled> filled = SUBSTITUTION.fill(List.of(), hours);
    assertThat(filled.get(18)).isEqualTo(new Filled(OptionalLong.of(0), Method.STOPPED, 0));
    assertThat(filled.get(20)).matches(f -> stands(f, 5, 180));
    assertThat(filled.get(23)).matches(f -> stands(f, 6, 180));
    assertThat(DayMass.of(filled, 24, RULES))
        .isEqualTo(new DayMass(18 * 5 + 2 * 5 + 6 + 6, 16, 19, 3, 2, 24, true));
  }

  @Test
  void shouldLetMissingMinutesNeverChangeAnHour() {
    Random random = new Random(75);
    for (int round = 0; round < 2_000; round++) {
      List<Part> minutes = new ArrayList<>();
      int valid = 45 + random.nextInt(16);
      long each = random.nextInt(1_000_000);
      for (int minute = 0; minute < valid; minute++) {
        minutes.add(measured(each));
      }
      while (minutes.size() < 60) {
        minutes.add(Part.NONE);
      }
      Collections.shuffle(minutes, random);
      assertThat(HourMass.of(minutes, 60, RULES).mass()).hasValue(each * 60);
    }
  }

  @Test
  void shouldTakeTheLargestOfTheValidHoursBefore() {
    List<Long> before = LongStream.rangeClosed(1, 3_000).map(i -> 3_001 - i).boxed().toList();
    // The last 180 go from 180 down to 1, the last 720 from 720, the last 2160 from 2160.
    assertThat(missing(before, ALL, 24)).allMatch(f -> stands(f, 180, 180));
    assertThat(missing(before, ALL, 25)).allMatch(f -> stands(f, 720, 720));
    assertThat(missing(before, 899, 24)).allMatch(f -> stands(f, 2_160, 2_160));
    assertThat(missing(before, 749, 24)).allMatch(f -> f.method() == Method.MISSING);
    assertThat(missing(List.of(), ALL, 1)).allMatch(f -> f.mass().isEmpty());
  }

  @Test
  void shouldNeverMakeASubstituteTheSourceOfAnother() {
    List<Hour> hours = List.of(hour(10), gap(ALL), hour(4), gap(ALL));
    var one =
        new CemsRules(
            RULES.molarVolume(),
            12,
            RULES.validShareOfHour(),
            20,
            List.of(new CemsRules.Substitute(BigDecimal.ZERO, 24, 1)));
    assertThat(new Substitution(one).fill(List.of(), hours).stream().map(f -> f.mass().orElse(-1)))
        .containsExactly(10L, 10L, 4L, 4L);
  }

  @Test
  void shouldSumADayExactlyAndSayWhatStoodIn() {
    List<Hour> hours = new ArrayList<>(Collections.nCopies(20, hour(5)));
    hours.addAll(Collections.nCopies(4, gap(ALL)));
    DayMass day = DayMass.of(SUBSTITUTION.fill(List.of(9L), hours), 24, RULES);
    assertThat(day).isEqualTo(new DayMass(20 * 5 + 4 * 9, 36, 20, 4, 0, 24, true));
    assertThat(day.substitutedShare()).isEqualTo(36.0 / 136);
    assertThat(DayMass.of(SUBSTITUTION.fill(List.of(9L), hours.subList(1, 24)), 24, RULES).valid())
        .isFalse();
  }

  private static List<Filled> missing(List<Long> before, int capture, int hours) {
    return SUBSTITUTION.fill(before, Collections.nCopies(hours, gap(capture)));
  }

  private static boolean stands(Filled filled, long mass, int source) {
    return filled.equals(new Filled(OptionalLong.of(mass), Method.SUBSTITUTED, source));
  }
}
