// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import io.tanliu.domain.notice.Notice.Item;
import io.tanliu.domain.notice.Notice.Rest;
import io.tanliu.domain.notice.Notice.Route;
import io.tanliu.domain.notice.NoticeRow.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides when a group of alerts is told, and what. A notice says how things stand against what was
 * told before, so what came and went in between is not told at all, and nothing is told twice. All
 * times are those of the log: a replay decides the same.
 *
 * <p>Group wait, group interval and repeat interval are Alertmanager's, except that the wait begins
 * anew whenever a group that has been quiet for an interval has news.
 */
public final class NoticeGroup {
  private final NoticeSettings settings;

  public NoticeGroup(NoticeSettings settings) {
    this.settings = settings;
  }

  /**
   * What became of news.
   *
   * @param state of the group from now on
   * @param row of the alert from now on; empty when it is to be forgotten
   */
  public record Taken(GroupState state, Optional<NoticeRow> row) {}

  /**
   * What became of a group that was due.
   *
   * @param state of the group from now on
   * @param notice what is told; empty when there is nothing any more
   * @param rows rows that changed, by alert; empty: to be forgotten
   */
  public record Telling(
      GroupState state, Optional<Notice> notice, Map<String, Optional<NoticeRow>> rows) {}

  /**
   * Takes news of an alert. The group must have been told what was due before {@code at}.
   *
   * @param row of the alert so far
   * @param at time of the record that brings the news, epoch milliseconds
   */
  public Taken take(GroupState state, Optional<NoticeRow> row, AlertNews news, long at) {
    long clock = Math.max(state.clock(), at);
    GroupState now = new GroupState(clock, state.told(), state.due(), state.repeat());
    if (row.isPresent() && news.sequence() <= row.get().news().sequence()) {
      return new Taken(now, row);
    }
    NoticeRow next = new NoticeRow(news, row.flatMap(NoticeRow::told));
    if (next.change().isPresent() && now.due() == GroupState.NEVER) {
      now = new GroupState(clock, now.told(), due(now), now.repeat());
    }
    return new Taken(now, next.over() ? Optional.empty() : Optional.of(next));
  }

  private long due(GroupState state) {
    long waited = state.clock() + settings.groupWait().toMillis();
    return state.told() == GroupState.LONG_AGO
        ? waited
        : Math.max(waited, state.told() + settings.groupInterval().toMillis());
  }

  /**
   * Tells what is due.
   *
   * @param group its name
   * @param rows all rows of the group, by alert
   * @return a notice of the moment at which the group was due, or none
   */
  public Telling tell(String group, GroupState state, Map<String, NoticeRow> rows) {
    long at = Math.max(state.next(), state.told() + 1);
    boolean repeat = state.repeat() <= at;
    List<Item> items = new ArrayList<>();
    Map<String, Optional<NoticeRow>> changed = new LinkedHashMap<>();
    boolean open = false;
    for (Map.Entry<String, NoticeRow> entry : rows.entrySet()) {
      NoticeRow row = entry.getValue();
      Optional<Change> change =
          row.change()
              .or(() -> repeat && row.open() ? Optional.of(Change.REPEATED) : Optional.empty());
      open |= row.open();
      if (change.isPresent()) {
        items.add(item(row, change.get()));
        NoticeRow after = row.afterTelling(change.get());
        changed.put(entry.getKey(), after.over() ? Optional.empty() : Optional.of(after));
      }
    }
    boolean repeats = open && !settings.repeatInterval().isZero();
    if (items.isEmpty()) {
      // Not due before it has news; a repeat that found nothing open has ended.
      return new Telling(
          new GroupState(
              Math.max(state.clock(), at),
              state.told(),
              GroupState.NEVER,
              repeat ? GroupState.NEVER : state.repeat()),
          Optional.empty(),
          changed);
    }
    GroupState next =
        new GroupState(
            Math.max(state.clock(), at),
            at,
            GroupState.NEVER,
            repeats ? at + settings.repeatInterval().toMillis() : GroupState.NEVER);
    return new Telling(next, Optional.of(notice(group, at, items)), changed);
  }

  private Notice notice(String group, long at, List<Item> items) {
    items.sort(Item.URGENT_FIRST);
    int named = Math.min(items.size(), settings.named());
    Map<Route, Integer> rest = new LinkedHashMap<>();
    for (Item item : items.subList(named, items.size())) {
      rest.merge(item.route(), 1, Integer::sum);
    }
    return new Notice(
        group,
        at,
        items.subList(0, named),
        rest.entrySet().stream().map(e -> new Rest(e.getKey(), e.getValue())).toList());
  }

  private static Item item(NoticeRow row, Change change) {
    AlertNews news = row.news();
    Route route =
        new Route(
            change,
            news.severity(),
            row.worst(change),
            news.facts().rule(),
            news.facts().line(),
            news.reached(),
            change == Change.AGAIN ? 0 : row.told().map(Told::reached).orElse(0));
    return new Item(news.alertId(), news.sequence(), route, news.facts());
  }
}
