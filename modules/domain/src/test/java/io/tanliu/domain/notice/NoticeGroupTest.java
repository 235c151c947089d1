// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.notice.AlertNews.Facts;
import io.tanliu.domain.notice.Notice.Item;
import io.tanliu.domain.notice.NoticeGroup.Taken;
import io.tanliu.domain.notice.NoticeGroup.Telling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** When a group is told, and what. Times are seconds of the log. */
class NoticeGroupTest {
  private static final NoticeSettings SETTINGS =
      new NoticeSettings(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1), 500);

  private final NoticeGroup groups = new NoticeGroup(SETTINGS);
  private final Map<String, NoticeRow> rows = new TreeMap<>();
  private final Map<String, Integer> sequences = new TreeMap<>();
  private final List<Notice> told = new ArrayList<>();
  private GroupState state = GroupState.NEW;

  @Test
  void shouldGiveOneNoticeWhenFiveHundredUnitsFailTogetherAndOneWhenTheyComeBack() {
    for (int i = 0; i < 500; i++) {
      news(100 + i % 20, "U" + i, true, i < 3 ? Severity.CRITICAL : Severity.WARNING);
    }
    until(550);
    assertThat(told).hasSize(1);
    Notice notice = told.get(0);
    assertThat(notice.at()).isEqualTo(130_000);
    assertThat(notice.total()).isEqualTo(500);
    assertThat(notice.counts()).containsOnlyKeys(Change.RAISED);
    assertThat(notice.counts().get(Change.RAISED)).isEqualTo(new Notice.Count(500, 3));
    assertThat(notice.items().get(0).route().severity()).isEqualTo(Severity.CRITICAL);

    for (int i = 0; i < 500; i++) {
      news(600 + i % 20, "U" + i, false, Severity.WARNING);
    }
    until(10_000);
    assertThat(told).hasSize(2);
    assertThat(told.get(1).counts()).containsOnlyKeys(Change.RESOLVED);
    assertThat(told.get(1).total()).isEqualTo(500);
    assertThat(rows).as("nothing is left to be remembered").isEmpty();
  }

  @Test
  void shouldNameTheMostUrgentAndCountTheRestByWhomTheyConcern() {
    NoticeGroup few =
        new NoticeGroup(new NoticeSettings(Duration.ZERO, Duration.ofMinutes(5), Duration.ZERO, 2));
    for (int i = 0; i < 7; i++) {
      Severity severity = i == 6 ? Severity.CRITICAL : Severity.WARNING;
      AlertNews news = alert("U" + i, 1, 1, true, false, severity, 1, i % 2 == 0 ? "A" : "B");
      take(few, 1, news);
    }
    Notice notice = few.tell("g", state, rows).notice().orElseThrow();
    assertThat(notice.items()).extracting(Item::alertId).containsExactly("U6", "U0");
    assertThat(notice.total()).isEqualTo(7);
    assertThat(notice.rest()).extracting(Notice.Rest::count).containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void shouldWaitForMoreAndThenForTheInterval() {
    news(0, "A", true, Severity.WARNING);
    news(29, "B", true, Severity.WARNING);
    until(60);
    assertThat(told).extracting(Notice::at).containsExactly(30_000L);
    news(60, "C", true, Severity.WARNING);
    until(329);
    assertThat(told).hasSize(1);
    until(331);
    assertThat(told).extracting(Notice::at).containsExactly(30_000L, 330_000L);
    news(1_000, "D", true, Severity.WARNING);
    until(1_100);
    assertThat(told.get(2).at()).as("a quiet group waits only for more").isEqualTo(1_030_000L);
  }

  @Test
  void shouldNotTellWhatCameAndWentBeforeItWasDue() {
    news(0, "A", true, Severity.WARNING);
    news(10, "A", false, Severity.WARNING);
    until(10_000);
    assertThat(told).isEmpty();
    assertThat(rows).isEmpty();
  }

  @Test
  void shouldTellTheEndOfWhatWasToldAlsoWhenItIsSilencedByThen() {
    news(0, "A", true, Severity.WARNING);
    until(100);
    muted(110, "A", true);
    until(5_000);
    assertThat(told).as("to be silenced is no news").hasSize(1);
    muted(5_000, "A", false);
    until(10_000);
    assertThat(told).hasSize(2);
    assertThat(change(1, "A")).isEqualTo(Change.RESOLVED);
  }

  @Test
  void shouldNotTellWhatIsSilencedUntilTheSilenceEnds() {
    muted(0, "A", true);
    until(1_000);
    assertThat(told).isEmpty();
    news(1_000, "A", true, Severity.WARNING);
    until(2_000);
    assertThat(change(0, "A")).isEqualTo(Change.RAISED);
  }

  @Test
  void shouldNotTellTheEndOfWhatWasNeverTold() {
    muted(0, "A", true);
    muted(500, "A", false);
    until(10_000);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldTellARiseAFallAndTheNextRegion() {
    news(0, "A", true, Severity.WARNING);
    until(400);
    news(400, "A", true, Severity.CRITICAL);
    until(1_000);
    news(1_000, "A", true, Severity.WARNING);
    until(2_000);
    take(groups, 2_000, alert("A", 9, 1, true, false, Severity.WARNING, 2, "C"));
    until(3_000);
    assertThat(told).hasSize(4);
    assertThat(change(1, "A")).isEqualTo(Change.WORSENED);
    assertThat(change(2, "A")).isEqualTo(Change.EASED);
    Notice.Route up = told.get(3).items().get(0).route();
    assertThat(up.change()).isEqualTo(Change.ESCALATED);
    assertThat(up.worst()).isEqualTo(Severity.CRITICAL);
    assertThat(up.reachedBefore()).isEqualTo(1);
    assertThat(up.reached()).isEqualTo(2);
  }

  @Test
  void shouldTellANewEpisodeWhoseEndBeforeWasNotTold() {
    news(0, "A", true, Severity.WARNING);
    until(40);
    news(50, "A", false, Severity.WARNING);
    take(groups, 60, alert("A", 9, 2, true, false, Severity.WARNING, 1, "C"));
    until(1_000);
    assertThat(told).hasSize(2);
    assertThat(change(1, "A")).isEqualTo(Change.AGAIN);
  }

  @Test
  void shouldRepeatWhatIsOpenUntilSomebodyTakesItOn() {
    news(0, "A", true, Severity.WARNING);
    until(3_600 + 29);
    assertThat(told).hasSize(1);
    until(3_600 + 31);
    assertThat(change(1, "A")).isEqualTo(Change.REPEATED);
    AlertNews open = alert("A", 8, 1, true, false, Severity.WARNING, 1, "C");
    take(groups, 4_000, acknowledged(open));
    until(20_000);
    assertThat(told).hasSize(2);
  }

  @Test
  void shouldLeaveNewsThatCameBefore() {
    news(0, "A", true, Severity.WARNING);
    AlertNews old = alert("A", 1, 1, false, false, Severity.WARNING, 1, "C");
    take(groups, 5, old);
    until(1_000);
    assertThat(change(0, "A")).isEqualTo(Change.RAISED);
  }

  private static AlertNews acknowledged(AlertNews news) {
    return new AlertNews(
        news.alertId(),
        news.sequence(),
        news.episode(),
        news.firing(),
        news.muted(),
        true,
        news.severity(),
        news.reached(),
        news.facts());
  }

  private Change change(int notice, String alert) {
    return told.get(notice).items().stream()
        .filter(item -> item.alertId().equals(alert))
        .map(item -> item.route().change())
        .findFirst()
        .orElseThrow();
  }

  private void news(long second, String alert, boolean firing, Severity severity) {
    int sequence = sequences.merge(alert, 1, Integer::sum);
    take(groups, second, alert(alert, sequence, 1, firing, false, severity, 1, "C"));
  }

  private void muted(long second, String alert, boolean firing) {
    int sequence = sequences.merge(alert, 1, Integer::sum);
    take(groups, second, alert(alert, sequence, 1, firing, true, Severity.WARNING, 1, "C"));
  }

  static AlertNews alert(
      String id,
      int sequence,
      long episode,
      boolean firing,
      boolean muted,
      Severity severity,
      int reached,
      String county) {
    Facts facts =
        new Facts(
            "rule", id, "", List.of(county, "P"), 0, "tce", "2026", "2", "1", "gce", "why", "");
    return new AlertNews(id, sequence, episode, firing, muted, false, severity, reached, facts);
  }

  private void take(NoticeGroup by, long second, AlertNews news) {
    until(second - 1);
    Optional<NoticeRow> row = Optional.ofNullable(rows.get(news.alertId()));
    Taken taken = by.take(state, row, news, second * 1_000);
    put(news.alertId(), taken.row());
    state = taken.state();
  }

  private void until(long second) {
    while (state.next() <= second * 1_000) {
      Telling telling = groups.tell("g", state, rows);
      telling.rows().forEach(this::put);
      state = telling.state();
      telling.notice().ifPresent(told::add);
    }
  }

  private void put(String alert, Optional<NoticeRow> row) {
    if (row.isPresent()) {
      rows.put(alert, row.get());
    } else {
      rows.remove(alert);
    }
  }
}
