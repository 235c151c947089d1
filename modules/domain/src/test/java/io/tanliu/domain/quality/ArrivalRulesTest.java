// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Delays, clocks and silences. */
class ArrivalRulesTest {
  private static final long MINUTE = 60_000L;

  @Test
  void shouldGiveQuantilesWithinAThirtySecondOfTheTrueOnes() {
    Random random = new Random(7);
    long[] delays = new long[20_000];
    DelayHistogram whole = new DelayHistogram();
    DelayHistogram left = new DelayHistogram();
    DelayHistogram right = new DelayHistogram();
    for (int i = 0; i < delays.length; i++) {
      delays[i] = (long) Math.exp(random.nextDouble() * 25) - (i % 50 == 0 ? 300_000 : 0);
      whole.add(delays[i], 1);
      (i % 3 == 0 ? left : right).add(delays[i], 1);
    }
    left.add(right);
    Arrays.sort(delays);
    for (double share : new double[] {0.001, 0.01, 0.5, 0.95, 0.99, 1}) {
      long truth = delays[(int) Math.ceil(share * delays.length) - 1];
      assertThat(Math.abs(whole.quantile(share) - truth) * 32)
          .as("%s: %s for %s", share, whole.quantile(share), truth)
          .isLessThanOrEqualTo(Math.abs(truth));
      assertThat(left.quantile(share)).isEqualTo(whole.quantile(share));
    }
    assertThat(whole.min()).isEqualTo(delays[0]);
    assertThat(whole.max()).isEqualTo(delays[delays.length - 1]);
    assertThat(left.total()).isEqualTo(delays.length);
    assertThat(whole.size()).isLessThan(800);
  }

  @ParameterizedTest(name = "{0} s to {1} s, {2} from the future: {3}")
  @CsvSource({
    "0, 20, 0, ''",
    "20, 290, 0, ''",
    "310, 340, 0, behind",
    "28800, 28830, 0, behind",
    "310, 7200, 0, ''",
    "0, 86400, 0, ''",
    "86400, 172800, 0, ''",
    "-280, -250, 0, ahead",
    "-30, 5, 0, ''",
    "0, 20, 12, ahead",
    "0, 20, 11, ''"
  })
  void shouldTellAClockThatIsOffFromReadingsThatAreLate(
      long from, long to, long future, String side) {
    DelayHistogram delays = new DelayHistogram();
    for (int i = 0; i <= 100; i++) {
      delays.add((from + (to - from) * i / 100) * 1_000, 1);
    }
    String found =
        ClockDrift.find(delays, future, 300_000, 0).map(f -> f.value().split("[ :]")[0]).orElse("");
    assertThat(found).isEqualTo(side);
  }

  @Test
  void shouldTellASilenceOnceAndTheFirstFrameAfterItOnce() {
    Silence first = Silence.first(0);
    assertThat(first.at(0, 15 * MINUTE, 15 * MINUTE, true)).isEqualTo(first);
    Silence silent = first.at(0, 15 * MINUTE, 15 * MINUTE + 1, true);
    assertThat(silent).isEqualTo(new Silence(false, 15 * MINUTE, 0, 1));
    assertThat(silent.at(0, 15 * MINUTE, 99 * MINUTE, true)).isEqualTo(silent);
    Silence heard = silent.at(100 * MINUTE, 15 * MINUTE, 100 * MINUTE, true);
    assertThat(heard).isEqualTo(new Silence(true, 100 * MINUTE, 100 * MINUTE, 2));
    assertThat(heard.at(100 * MINUTE, 15 * MINUTE, 101 * MINUTE, true)).isEqualTo(heard);
  }

  @Test
  void shouldCallNobodySilentWhileABacklogIsDrained() {
    LogHead head = new LogHead(0);
    assertThat(head.knows(15 * MINUTE, 14 * MINUTE)).isFalse();
    assertThat(head.knows(15 * MINUTE, 16 * MINUTE)).isTrue();
    head.read(-60 * MINUTE, 16 * MINUTE);
    assertThat(head.knows(15 * MINUTE, 17 * MINUTE)).isFalse();
    head.read(17 * MINUTE, 17 * MINUTE + 500);
    assertThat(head.knows(15 * MINUTE, 18 * MINUTE)).isTrue();
  }
}
