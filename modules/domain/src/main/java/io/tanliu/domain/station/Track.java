// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a platform can have been where its observations say it was (走航轨迹). A place that can be
 * reached neither from the one before nor towards the one after is no place of this platform.
 */
public final class Track {
  private static final double MILLIS = 1_000.0;

  private Track() {}

  /** Where the platform was at a time, epoch milliseconds. */
  public record Fix(long time, Station.Position position) {}

  /**
   * Times of the places at which the platform cannot have been.
   *
   * @param fixes places of an hour, in any order
   * @param fastest largest speed of the platform, m/s; positive
   */
  public static Set<Long> misplaced(List<Fix> fixes, double fastest) {
    List<Fix> sorted = new ArrayList<>(fixes);
    sorted.sort(Comparator.comparingLong(Fix::time));
    Set<Long> misplaced = new HashSet<>();
    for (int i = 0; i < sorted.size(); i++) {
      boolean first = i == 0;
      boolean last = i == sorted.size() - 1;
      boolean apartBefore = !first && apart(sorted.get(i - 1), sorted.get(i), fastest);
      boolean apartAfter = !last && apart(sorted.get(i), sorted.get(i + 1), fastest);
      if ((apartBefore || first) && (apartAfter || last) && !(first && last)) {
        misplaced.add(sorted.get(i).time());
      }
    }
    return misplaced;
  }

  private static boolean apart(Fix from, Fix to, double fastest) {
    double seconds = (to.time() - from.time()) / MILLIS;
    return from.position().metresTo(to.position()) > fastest * seconds;
  }
}
