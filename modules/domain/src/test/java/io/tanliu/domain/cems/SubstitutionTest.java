// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import static io.tanliu.domain.cems.Stacks.RULES;
import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void shouldNeedFortyFiveValidMinutes() {
    List<OptionalLong> minutes = new ArrayList<>(Collections.nCopies(44, OptionalLong.of(1_000)));
    minutes.addAll(Collections.nCopies(16, OptionalLong.empty()));
    assertThat(HourMass.of(minutes, 60, RULES).mass()).isEmpty();
    minutes.set(59, OptionalLong.of(1_000));
    // 45 minutes of 1 000 mg stand for the hour's 60.
    assertThat(HourMass.of(minutes, 60, RULES).mass()).hasValue(60_000);
    assertThat(HourMass.of(List.of(OptionalLong.of(7)), 1, RULES).mass()).hasValue(7);
  }

  @Test
  void shouldLetMissingMinutesNeverChangeAnHour() {
    Random random = new Random(75);
    for (int round = 0; round < 2_000; round++) {
      List<OptionalLong> minutes = new ArrayList<>();
      int valid = 45 + random.nextInt(16);
      long each = random.nextInt(1_000_000);
      for (int minute = 0; minute < valid; minute++) {
        minutes.add(OptionalLong.of(each));
      }
      while (minutes.size() < 60) {
        minutes.add(OptionalLong.empty());
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
    List<Hour> hours =
        List.of(
            new Hour(OptionalLong.of(10), ALL),
            new Hour(OptionalLong.empty(), ALL),
            new Hour(OptionalLong.of(4), ALL),
            new Hour(OptionalLong.empty(), ALL));
    var one =
        new CemsRules(
            RULES.molarVolume(),
            RULES.validShareOfHour(),
            20,
            List.of(new CemsRules.Substitute(BigDecimal.ZERO, 24, 1)));
    assertThat(new Substitution(one).fill(List.of(), hours).stream().map(f -> f.mass().orElse(-1)))
        .containsExactly(10L, 10L, 4L, 4L);
  }

  @Test
  void shouldSumADayExactlyAndSayWhatStoodIn() {
    List<Hour> hours = new ArrayList<>(Collections.nCopies(20, new Hour(OptionalLong.of(5), ALL)));
    hours.addAll(Collections.nCopies(4, new Hour(OptionalLong.empty(), ALL)));
    DayMass day = DayMass.of(SUBSTITUTION.fill(List.of(9L), hours), 24, RULES);
    assertThat(day).isEqualTo(new DayMass(20 * 5 + 4 * 9, 36, 20, 4, 24, true));
    assertThat(day.substitutedShare()).isEqualTo(36.0 / 136);
    assertThat(DayMass.of(SUBSTITUTION.fill(List.of(9L), hours.subList(1, 24)), 24, RULES).valid())
        .isFalse();
  }

  private static List<Filled> missing(List<Long> before, int capture, int hours) {
    return SUBSTITUTION.fill(
        before, Collections.nCopies(hours, new Hour(OptionalLong.empty(), capture)));
  }

  private static boolean stands(Filled filled, long mass, int source) {
    return filled.equals(new Filled(OptionalLong.of(mass), Method.SUBSTITUTED, source));
  }
}
