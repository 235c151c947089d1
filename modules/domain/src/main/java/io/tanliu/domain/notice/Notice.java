// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import io.tanliu.domain.notice.AlertNews.Facts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What staff is told at one moment about a group of alerts.
 *
 * @param group what they have in common
 * @param at moment at which the group was due, epoch milliseconds
 * @param items alerts by name, the most urgent first
 * @param rest how many more, by what decides to whom they are told
 */
public record Notice(String group, long at, List<Item> items, List<Rest> rest) {

  /**
   * What decides who is told of an alert.
   *
   * @param change what there is to tell
   * @param severity now, or at its end
   * @param worst highest severity told since it began, this notice included
   * @param rule code of the rule
   * @param line region codes upward from the one at which escalation starts
   * @param reached how many of them escalation has reached
   * @param reachedBefore how many it had reached when last told; 0 when it was not told
   */
  public record Route(
      Change change,
      Severity severity,
      Severity worst,
      String rule,
      List<String> line,
      int reached,
      int reachedBefore) {
    public Route {
      line = List.copyOf(line);
    }
  }

  /**
   * What there is to tell of one alert.
   *
   * @param sequence number of the change in its life
   * @param facts what it is about
   */
  public record Item(String alertId, int sequence, Route route, Facts facts) {
    /** The most urgent first: began before ended, critical before warning, newest first. */
    static final Comparator<Item> URGENT_FIRST =
        Comparator.comparing((Item item) -> item.route().change() == Change.RESOLVED)
            .thenComparing(item -> item.route().severity(), Comparator.reverseOrder())
            .thenComparing(item -> item.route().change())
            .thenComparing(item -> item.facts().at(), Comparator.reverseOrder())
            .thenComparing(Item::alertId);
  }

  /**
   * Alerts that are counted and not named.
   *
   * @param count 1 or more
   */
  public record Rest(Route route, int count) {}

  public Notice {
    items = List.copyOf(items);
    rest = List.copyOf(rest);
  }

  /** Changes that it tells of. */
  public int total() {
    return items.size() + rest.stream().mapToInt(Rest::count).sum();
  }

  /** How many of each change there are, and how many of those are critical. */
  public Map<Change, Count> counts() {
    Map<Change, Count> counts = new TreeMap<>();
    items.forEach(item -> count(counts, item.route(), 1));
    rest.forEach(more -> count(counts, more.route(), more.count()));
    return counts;
  }

  /**
   * A number of alerts.
   *
   * @param all how many
   * @param critical how many of them are critical
   */
  public record Count(int all, int critical) {}

  private static void count(Map<Change, Count> counts, Route route, int number) {
    int critical = route.severity() == Severity.CRITICAL ? number : 0;
    counts.merge(
        route.change(),
        new Count(number, critical),
        (a, b) -> new Count(a.all() + b.all(), a.critical() + b.critical()));
  }

  /** The alert that changed last, of those that are named. */
  public Optional<Item> newest() {
    return items.stream().max(Comparator.comparing((Item item) -> item.facts().at()));
  }

  /** The part of it that a receiver is told; empty when there is none. */
  public Optional<Notice> to(Receiver receiver) {
    Notice part =
        new Notice(
            group,
            at,
            items.stream().filter(item -> receiver.wants(item.route())).toList(),
            rest.stream().filter(more -> receiver.wants(more.route())).toList());
    return part.total() == 0 ? Optional.empty() : Optional.of(part);
  }
}
