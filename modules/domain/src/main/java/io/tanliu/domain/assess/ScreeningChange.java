// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.Screening.Episode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must be told when the episodes of a unit and programme are others than those that were told.
 *
 * @param kind what happened
 * @param day the day it concerns
 * @param before what was told; empty for something new
 * @param after what holds now; empty when nothing is left of it
 */
public record ScreeningChange(
    Kind kind, LocalDate day, Optional<Episode> before, Optional<Episode> after) {

  /** Kinds of change. */
  public enum Kind {
    /** The programme began to hold. */
    ENTERED,
    /** It no longer holds. */
    LEFT,
    /** What was told does not hold after a correction. */
    RESTATED
  }

  /** The changes from what was told to what holds, in the order of their days. */
  public static List<ScreeningChange> between(List<Episode> told, List<Episode> now) {
    List<ScreeningChange> changes = new ArrayList<>();
    List<Episode> left = new ArrayList<>(told);
    for (Episode episode : now) {
      Optional<Episode> counterpart = left.stream().filter(e -> overlap(e, episode)).findFirst();
      if (counterpart.isEmpty()) {
        changes.add(
            new ScreeningChange(
                Kind.ENTERED, episode.since(), Optional.empty(), Optional.of(episode)));
        episode.until().ifPresent(until -> changes.add(left(until, episode)));
        continue;
      }
      Episode before = counterpart.get();
      left.remove(before);
      if (before.equals(episode)) {
        continue;
      }
      boolean ended = before.since().equals(episode.since()) && before.until().isEmpty();
      changes.add(
          ended
              ? left(episode.until().orElseThrow(), episode)
              : new ScreeningChange(
                  Kind.RESTATED, episode.since(), counterpart, Optional.of(episode)));
    }
    for (Episode gone : left) {
      changes.add(
          new ScreeningChange(Kind.RESTATED, gone.since(), Optional.of(gone), Optional.empty()));
    }
    changes.sort(java.util.Comparator.comparing(ScreeningChange::day));
    return changes;
  }

  private static ScreeningChange left(LocalDate until, Episode episode) {
    return new ScreeningChange(Kind.LEFT, until, Optional.empty(), Optional.of(episode));
  }

  private static boolean overlap(Episode a, Episode b) {
    return a.until().filter(end -> !end.isAfter(b.since())).isEmpty()
        && b.until().filter(end -> !end.isAfter(a.since())).isEmpty();
  }
}
