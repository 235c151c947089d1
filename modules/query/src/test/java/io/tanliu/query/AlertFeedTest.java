// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertFeedTest {
  private static final int BACKLOG = 4;
  private final AlertFeed feed = new AlertFeed("boot", BACKLOG, 2);

  @Test
  void shouldCutAClientThatCannotKeepUpAndServeTheOthers() {
    feed.live(true);
    FeedClient slow = feed.subscribe(Optional.empty()).orElseThrow();
    FeedClient quick = feed.subscribe(Optional.empty()).orElseThrow();
    List<String> seen = new ArrayList<>(drain(quick));
    for (int i = 1; i <= 100; i++) {
      feed.publish("U-1", () -> "{}");
      seen.addAll(drain(quick));
    }
    assertThat(slow.closed()).isTrue();
    assertThat(drain(slow)).hasSize(2 * BACKLOG + 2);
    assertThat(quick.closed()).isFalse();
    assertThat(seen)
        .hasSize(101)
        .startsWith("hello boot-0", "alert boot-1")
        .endsWith("alert boot-100");
  }

  @Test
  void shouldRefuseMoreClientsThanAllowedUntilOneLeaves() {
    FeedClient one = feed.subscribe(Optional.empty()).orElseThrow();
    feed.subscribe(Optional.empty()).orElseThrow();
    assertThat(feed.subscribe(Optional.empty())).isEmpty();
    feed.leave(one);
    assertThat(feed.subscribe(Optional.empty())).isPresent();
  }

  @Test
  void shouldResumeWithinTheBacklogAndResetBeyondIt() {
    feed.live(true);
    for (int i = 1; i <= 10; i++) {
      feed.publish("U-1", () -> "{}");
    }
    assertThat(resumed("boot-8")).containsExactly("hello boot-10", "alert boot-9", "alert boot-10");
    assertThat(resumed("boot-6")).hasSize(1 + BACKLOG);
    assertThat(resumed("boot-10")).containsExactly("hello boot-10");
    for (String lost : List.of("boot-5", "boot-11", "boot-x", "other-9", "")) {
      assertThat(resumed(lost)).as(lost).containsExactly("hello boot-10", "reset boot-10");
    }
  }

  @Test
  void shouldNotTellHistoryAsNews() {
    FeedClient client = feed.subscribe(Optional.empty()).orElseThrow();
    feed.publish("U-1", () -> "{}");
    feed.live(true);
    feed.publish("U-1", () -> "{}");
    assertThat(drain(client)).containsExactly("hello boot-0", "reset boot-0", "alert boot-1");
  }

  private List<String> resumed(String lastEventId) {
    FeedClient client = feed.subscribe(Optional.of(lastEventId)).orElseThrow();
    feed.leave(client);
    return drain(client);
  }

  private static List<String> drain(FeedClient client) {
    List<String> seen = new ArrayList<>();
    for (Optional<FeedMessage> next = client.next(); next.isPresent(); next = client.next()) {
      seen.add(next.get().event() + " " + next.get().id());
    }
    return seen;
  }
}
