// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import static io.tanliu.oracle.Given.DAY;
import static io.tanliu.oracle.Given.HOUR;
import static io.tanliu.oracle.Given.backfill;
import static io.tanliu.oracle.Given.edit;
import static io.tanliu.oracle.Given.reading;
import static io.tanliu.oracle.Given.report;
import static io.tanliu.oracle.Given.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What counts, told from the order of arrival. Accounts: accepted, duplicate, corrected, refused.
 */
class InboxTest {
  private static final long T = Given.at("2024-06-10T00:00:00Z");

  private final Inbox inbox =
      new Inbox(Given.unit(Given.hourly(Measure.INTERVAL, Estimation.NONE)), Duration.ofDays(2));

  /** Takes frames and gives what counts in the end, by time. */
  private TreeMap<Long, Long> kept(ReadingFrame... frames) {
    List.of(frames).forEach(inbox::take);
    TreeMap<Long, Long> kept = new TreeMap<>();
    inbox.kept("P").forEach(k -> kept.put(k.time(), k.reading().value()));
    return kept;
  }

  @Test
  void shouldLetTheLastArrivalWin() {
    assertThat(kept(report(reading(T, 1), reading(T, 2), reading(T, 2)))).containsEntry(T, 2L);
    assertThat(inbox.accounts()).containsExactly(1L, 1L, 1L, 0L);
  }

  @Test
  void shouldForgetAWithdrawnReadingUntilItIsReportedAgain() {
    assertThat(kept(report(reading(T, 1)), withdraw(T, T))).isEmpty();
    assertThat(kept(report(reading(T, 3)))).containsEntry(T, 3L);
    assertThat(inbox.accounts()).containsExactly(2L, 1L, 1L, 0L);
  }

  @Test
  void shouldRefuseWhatIsOlderThanTheHorizonBehindTheUnit() {
    kept(
        report(reading(T, 1)),
        withdraw(T),
        report(reading(T - 2 * DAY, 1), reading(T - 2 * DAY - HOUR, 1)),
        withdraw(T - 2 * DAY - HOUR));
    assertThat(inbox.accounts()).containsExactly(2L, 0L, 1L, 2L);
  }

  @Test
  void shouldKeepWhatWasDoneByHandAgainstTheMeter() {
    assertThat(
            kept(
                report(reading(T, 1)),
                edit(Action.REPORT, reading(T, 5)),
                report(reading(T, 1), reading(T, 5)),
                withdraw(T)))
        .containsEntry(T, 5L);
    assertThat(inbox.accounts()).containsExactly(1L, 1L, 1L, 2L);
    assertThat(
            kept(
                edit(Action.WITHDRAW, reading(T, 0)),
                report(reading(T, 5)),
                withdraw(T),
                edit(Action.WITHDRAW, reading(T, 0))))
        .isEmpty();
    assertThat(inbox.accounts()).containsExactly(1L, 3L, 2L, 3L);
    assertThat(kept(edit(Action.REPORT, reading(T, 7)))).containsEntry(T, 7L);
    assertThat(inbox.changes()).hasSize(4);
    assertThat(inbox.changes().get(0).before()).contains(reading(T, 1));
    assertThat(inbox.changes().get(0).after()).contains(reading(T, 5));
    assertThat(inbox.changes().get(3).before()).isEmpty();
  }

  @Test
  void shouldLoadHistoryWhereNothingIsSettled() {
    long old = T - 10 * DAY;
    kept(report(reading(old, 1), reading(old + HOUR, 2), reading(old + 3 * HOUR, 3)));
    kept(report(reading(T, 9)));
    assertThat(kept(backfill(reading(old, 1), reading(old + HOUR, 1), reading(old + 2 * HOUR, 4))))
        .as("the hole between two stretches is filled, their ends are not touched")
        .containsEntry(old + HOUR, 2L)
        .containsEntry(old + 2 * HOUR, 4L);
    assertThat(inbox.accounts()).containsExactly(5L, 0L, 0L, 2L);
    kept(backfill(reading(old + 2 * HOUR, 4), reading(old + 2 * HOUR, 5)));
    assertThat(inbox.accounts()).as("until a day has passed").containsExactly(5L, 1L, 1L, 2L);
    kept(report(reading(T + DAY, 9)), backfill(reading(old + 2 * HOUR, 6)));
    assertThat(inbox.accounts()).containsExactly(6L, 1L, 1L, 3L);
    kept(report(reading(old + 9 * HOUR, 1)));
    assertThat(inbox.accounts()).as("without the flag").containsExactly(6L, 1L, 1L, 4L);
  }

  @Test
  void shouldForgetOnlyWhatNeitherMattersNorCanChange() {
    for (int i = 0; i < 24 * 20; i++) {
      kept(report(reading(T + i * HOUR, i)));
    }
    inbox.forgetSettled(time -> time >= T + 5 * DAY && time < T + 6 * DAY);
    assertThat(kept().keySet()).contains(T, T + 5 * DAY - HOUR, T + 5 * DAY, T + 6 * DAY);
    assertThat(kept().keySet()).doesNotContain(T + HOUR, T + 7 * DAY);
    assertThat(kept().keySet()).hasSizeLessThan(24 * 5);
  }
}
