// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Who is killed when, and for how long it is away. */
final class KillPlan {
  private static final int LONGEST_WAIT_MILLIS = 400;
  private static final int LONGEST_AWAY_MILLIS = 1_500;

  private KillPlan() {}

  /** Who can be killed. */
  enum Victim {
    BROKER,
    FIRST_INSTANCE,
    SECOND_INSTANCE
  }

  /**
   * One kill.
   *
   * @param victim who
   * @param afterFrame when so many frames have been sent
   * @param later and then so much later
   * @param away until it is started again
   */
  record Kill(Victim victim, int afterFrame, Duration later, Duration away) {}

  /** Two kills or three, from the first frame to shortly after the last; each seed its own. */
  static List<Kill> of(long seed, int frames) {
    Random random = new Random(new SplittableRandom(seed).split().nextLong());
    Victim[] victims = Victim.values();
    List<Kill> kills = new ArrayList<>();
    int number = 2 + random.nextInt(2);
    for (int i = 0; i < number; i++) {
      int victim = i == 0 ? (int) Math.floorMod(seed, (long) victims.length) : random.nextInt(3);
      kills.add(
          new Kill(
              victims[victim],
              1 + random.nextInt(frames),
              Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS)),
              Duration.ofMillis(random.nextInt(LONGEST_AWAY_MILLIS))));
    }
    kills.sort(Comparator.comparingInt(Kill::afterFrame));
    return kills;
  }
}
