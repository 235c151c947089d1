// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.notice.Notice.Item;
import io.tanliu.domain.notice.NoticeGroup.Taken;
import io.tanliu.domain.notice.NoticeGroup.Telling;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random lives of alerts against what a reader of the notices must come to believe. */
class NoticeGroupRandomTest {
  private static final int LIVES = 20_000;
  private static final NoticeSettings SETTINGS =
      new NoticeSettings(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ZERO, 500);

  private final NoticeGroup groups = new NoticeGroup(SETTINGS);

  /** What somebody who reads every notice believes of an alert. */
  private record Belief(Severity severity, int reached) {}

  private final Map<String, NoticeRow> rows = new TreeMap<>();
  private final Map<String, AlertNews> truth = new HashMap<>();
  private final Map<String, Belief> beliefs = new HashMap<>();
  private GroupState state;
  private long last;
  private String how = "";

  @Test
  void shouldLeaveEveryReaderWithTheTruthTellNothingTwiceAndNeverTooOften() {
    for (int seed = 0; seed < LIVES; seed++) {
      rows.clear();
      truth.clear();
      beliefs.clear();
      state = GroupState.NEW;
      last = Long.MIN_VALUE;
      how = "seed " + seed;
      live(new Random(seed));
    }
  }

  private void live(Random random) {
    Map<String, Integer> episodes = new HashMap<>();
    long at = 1_000_000;
    int changes = 1 + random.nextInt(25);
    for (int i = 1; i <= changes; i++) {
      at += random.nextInt(240_000);
      String id = "A" + random.nextInt(4);
      AlertNews before = truth.get(id);
      boolean was = before != null && before.firing();
      boolean firing = was ? random.nextInt(3) > 0 : true;
      int episode = episodes.merge(id, was ? 0 : 1, Integer::sum);
      AlertNews news =
          NoticeGroupTest.alert(
              id,
              i,
              episode,
              firing,
              random.nextInt(4) == 0,
              random.nextInt(3) == 0 ? Severity.CRITICAL : Severity.WARNING,
              1 + (was ? Math.max(before.reached() - 1, random.nextInt(2)) : 0),
              "C");
      tell(at - 1);
      Taken taken = groups.take(state, Optional.ofNullable(rows.get(id)), news, at);
      state = taken.state();
      put(id, taken.row());
      truth.put(id, news);
    }
    tell(Long.MAX_VALUE - 1);
    truth.forEach(this::shouldBeBelieved);
    assertThat(rows.values()).as(how).allMatch(row -> row.news().firing());
  }

  /**
   * Whoever is not told of something must at least not believe that it is over, or that it began.
   */
  private void shouldBeBelieved(String id, AlertNews news) {
    Belief belief = beliefs.get(id);
    if (!news.firing()) {
      assertThat(belief).as("%s: %s is over", how, id).isNull();
    } else if (!news.muted()) {
      assertThat(belief)
          .as("%s: %s", how, id)
          .isEqualTo(new Belief(news.severity(), news.reached()));
    }
  }

  private void tell(long until) {
    while (state.next() <= until) {
      Telling telling = groups.tell("g", state, rows);
      telling.rows().forEach(this::put);
      state = telling.state();
      telling.notice().ifPresent(this::read);
    }
  }

  private void read(Notice notice) {
    if (last != Long.MIN_VALUE) {
      assertThat(notice.at() - last)
          .as("%s: interval", how)
          .isGreaterThanOrEqualTo(SETTINGS.groupInterval().toMillis());
    }
    last = notice.at();
    assertThat(notice.items()).as(how).isNotEmpty();
    for (Item item : notice.items()) {
      Belief before = beliefs.get(item.alertId());
      Belief after = new Belief(item.route().severity(), item.route().reached());
      switch (item.route().change()) {
        case RAISED -> assertThat(before).as("%s: begins once", how).isNull();
        case RESOLVED -> assertThat(before).as("%s: ends what began", how).isNotNull();
        case AGAIN -> assertThat(before).as("%s: again", how).isNotNull();
        case WORSENED -> assertThat(after.severity()).as(how).isGreaterThan(before.severity());
        case EASED -> assertThat(after.severity()).as(how).isLessThan(before.severity());
        case ESCALATED -> assertThat(after.reached()).as(how).isGreaterThan(before.reached());
        case REPEATED -> throw new AssertionError("nothing is repeated here");
      }
      if (item.route().change() == Change.RESOLVED) {
        beliefs.remove(item.alertId());
      } else {
        beliefs.put(item.alertId(), after);
      }
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
