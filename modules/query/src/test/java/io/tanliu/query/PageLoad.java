// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.ColorScheme;
import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertSeverity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** As many open alerts as the page holds, and many changes of them. */
abstract class PageLoad {
  private static final int OPEN = 10_000;
  private static final int CHANGES = 2_000;
  private static final int ROUNDS = 4;

  /** What the page may hold more after further rounds; a round's texts alone are some 3 MB. */
  private static final double MOST_GROWTH = 1_000_000;

  private final PageRig rig;

  PageLoad(PageRig rig) {
    this.rig = rig;
  }

  @Test
  void shouldShowTenThousandAlertsInAFewRowsAndHoldNoMoreAfterManyChanges() {
    List<AlertEvent> alerts =
        IntStream.rangeClosed(1, OPEN)
            .mapToObj(
                each ->
                    PageRig.alert("poor-quality", "STEEL-01", "L%05d".formatted(each))
                        .setSeverity(AlertSeverity.WARNING)
                        .build())
            .toList();
    rig.send(alerts);
    rig.awaitOpen(OPEN);
    try (Visit visit = rig.visit("en", ColorScheme.LIGHT)) {
      visit.go("alerts");
      visit.shows("main h1", "10,000 open");
      visit.shows(".storm", "10,000 alerts");
      visit.counts("[data-alert]", 0);
      visit.page().getByText("Single").click();
      visit.shows("[data-alert]", "示例钢铁");
      // From the first to the last row, a screen at a time; the document holds only what is seen.
      int most =
          (Integer)
              visit
                  .page()
                  .evaluate(
                      """
                      async () => {
                        const list = document.querySelector('.virtual');
                        let most = 0;
                        for (let at = 0; at <= 40; at++) {
                          list.scrollTop = list.scrollHeight * at / 40;
                          await new Promise(requestAnimationFrame);
                          await new Promise(requestAnimationFrame);
                          most = Math.max(most, document.querySelectorAll('[data-alert]').length);
                        }
                        return most;
                      }
                      """);
      assertThat(most).isBetween(5, 60);
      visit.counts("[data-alert='poor-quality|STEEL-01|L10000']", 1);

      List<Double> held = new ArrayList<>();
      CDPSession browser = visit.page().context().newCDPSession(visit.page());
      browser.send("Performance.enable");
      for (int round = 1; round <= ROUNDS; round++) {
        alerts = round(alerts, round);
        visit.shows("[data-alert='poor-quality|STEEL-01|L10000']", "by round " + round);
        held.add(heap(browser));
      }
      assertThat(held.get(ROUNDS - 1)).as("%s", held).isLessThan(held.get(1) + MOST_GROWTH);
    } finally {
      rig.resolve(alerts);
    }
  }

  /** The last alerts are acknowledged once more; the very last comes last. */
  private List<AlertEvent> round(List<AlertEvent> alerts, int round) {
    List<AlertEvent> after = new ArrayList<>(alerts.subList(0, OPEN - CHANGES));
    for (AlertEvent alert : alerts.subList(OPEN - CHANGES, OPEN)) {
      after.add(
          AlertEvent.newBuilder(alert)
              .setSequence(1 + round)
              .setChange(AlertChange.ACKNOWLEDGED)
              .setAcknowledgedBy("round " + round)
              .build());
    }
    rig.send(after.subList(OPEN - CHANGES, OPEN));
    return after;
  }

  /** Bytes of what the page holds after everything else was collected. */
  private static double heap(CDPSession browser) {
    browser.send("HeapProfiler.collectGarbage");
    JsonObject answer = browser.send("Performance.getMetrics");
    for (var metric : answer.getAsJsonArray("metrics")) {
      JsonObject each = metric.getAsJsonObject();
      if (each.get("name").getAsString().equals("JSHeapUsedSize")) {
        return each.get("value").getAsDouble();
      }
    }
    throw new AssertionError(answer);
  }
}
