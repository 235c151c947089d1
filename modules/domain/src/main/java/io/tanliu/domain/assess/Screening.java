// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.DailySeries.Sum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a programme holds for a unit (筛选), and since when: a walk over the totals of the twelve
 * months up to the end of each day.
 *
 * <p>It begins when a total reaches the threshold, whatever the coverage: what is missing could
 * only add. It ends when every total of the rule's months was below and measured well enough: a gap
 * in the data releases nobody.
 *
 * @param state what holds at the end of the last complete day
 * @param total sum of its twelve months, base units
 * @param coverage share of them that was measured
 * @param leavesOn the day on which the programme ends if the total stays below
 * @param episodes when it held, oldest first
 */
public record Screening(
    State state,
    long total,
    double coverage,
    Optional<LocalDate> leavesOn,
    List<Episode> episodes) {

  private static final int NEVER = -1;

  public Screening {
    episodes = List.copyOf(episodes);
  }

  /** What holds. */
  public enum State {
    /** The programme holds. */
    INSIDE,
    /** It does not. */
    OUTSIDE,
    /** Below the threshold by what was measured, but too little was. */
    NOT_ASSESSABLE
  }

  /**
   * A time during which a programme held.
   *
   * @param since day at whose end it began
   * @param until day at whose end it no longer held; empty while it holds
   */
  public record Episode(LocalDate since, Optional<LocalDate> until) {
    @Override
    public String toString() {
      return since + ".." + until.map(LocalDate::toString).orElse("");
    }

    private boolean before(LocalDate day) {
      return until.filter(end -> !end.isAfter(day)).isPresent();
    }
  }

  /**
   * What holds of a programme; of one with a band, without the times above it.
   *
   * @param end first day that is not complete
   * @param minimumCoverage share of twelve months that must have been measured to be below
   */
  public static Screening of(
      ScreeningRule rule, DailySeries series, LocalDate end, double minimumCoverage) {
    return of(rule, YearTotals.of(series, end), minimumCoverage);
  }

  /**
   * The same from totals that were summed before.
   *
   * @param minimumCoverage share of twelve months that must have been measured to be below
   */
  public static Screening of(ScreeningRule rule, YearTotals totals, double minimumCoverage) {
    Screening alone = walk(rule, totals, minimumCoverage);
    return rule.above()
        .map(above -> alone.without(walk(above, totals, minimumCoverage)))
        .orElse(alone);
  }

  private static Screening walk(ScreeningRule rule, YearTotals totals, double minimumCoverage) {
    List<Episode> episodes = new ArrayList<>();
    int since = NEVER;
    int held = NEVER;
    int leaves = NEVER;
    for (int day = 0; day < totals.days(); day++) {
      Sum sum = totals.upTo(day);
      boolean reached = rule.reached(sum.amount());
      if (reached && since == NEVER) {
        since = day;
      }
      if (reached || (since != NEVER && sum.coverage() < minimumCoverage)) {
        held = day;
        leaves = NEVER;
      } else if (since != NEVER) {
        leaves = leaves == NEVER ? leaves(rule, totals, held) : leaves;
        if (leaves <= day) {
          episodes.add(new Episode(date(totals, since), Optional.of(date(totals, day))));
          since = NEVER;
        }
      }
    }
    Sum now = totals.newest();
    if (since == NEVER) {
      boolean known = now.coverage() >= minimumCoverage;
      State state = known ? State.OUTSIDE : State.NOT_ASSESSABLE;
      return new Screening(state, now.amount(), now.coverage(), Optional.empty(), episodes);
    }
    episodes.add(new Episode(date(totals, since), Optional.empty()));
    boolean below = held < totals.days() - 1;
    Optional<LocalDate> leavesOn =
        below ? Optional.of(date(totals, leaves(rule, totals, held))) : Optional.empty();
    return new Screening(State.INSIDE, now.amount(), now.coverage(), leavesOn, episodes);
  }

  private static LocalDate date(YearTotals totals, int day) {
    return totals.first().plusDays(day);
  }

  /** The day on which it ends when nothing holds it after a day. */
  private static int leaves(ScreeningRule rule, YearTotals totals, int held) {
    LocalDate end = date(totals, held).plusMonths(rule.leaveMonths());
    return (int) (end.toEpochDay() - totals.first().toEpochDay());
  }

  /** The day on which the running episode began. */
  public Optional<LocalDate> since() {
    return state == State.INSIDE
        ? Optional.of(episodes.get(episodes.size() - 1).since())
        : Optional.empty();
  }

  private Screening without(Screening other) {
    List<Episode> rest = episodes;
    for (Episode taken : other.episodes) {
      rest = rest.stream().flatMap(e -> minus(e, taken).stream()).toList();
    }
    boolean inside = !rest.isEmpty() && rest.get(rest.size() - 1).until().isEmpty();
    State left = state == State.INSIDE && !inside ? State.OUTSIDE : state;
    return new Screening(left, total, coverage, inside ? leavesOn : Optional.empty(), rest);
  }

  private static List<Episode> minus(Episode episode, Episode taken) {
    if (taken.before(episode.since()) || episode.before(taken.since())) {
      return List.of(episode);
    }
    List<Episode> rest = new ArrayList<>();
    if (episode.since().isBefore(taken.since())) {
      rest.add(new Episode(episode.since(), Optional.of(taken.since())));
    }
    if (taken.until().isPresent() && !episode.before(taken.until().get())) {
      rest.add(new Episode(taken.until().get(), episode.until()));
    }
    return rest;
  }
}
