// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The server is stopped and started again while somebody looks. */
abstract class PageRestart {
  private final PageRig rig;

  PageRestart(PageRig rig) {
    this.rig = rig;
  }

  @Test
  void shouldSayThatItIsNotConnectedAndGoOnByItselfWithNothingMissedOrDoubled() {
    AlertEvent over = PageRig.alert("budget-breach", "STEEL-01", "OVER").build();
    AlertEvent stays = PageRig.alert("surge", "STEEL-01", "STAYS").build();
    AlertEvent news = PageRig.alert("screening", "CERAMIC-01", "NEWS").build();
    AlertEvent later = PageRig.alert("growth", "CERAMIC-01", "LATER").build();
    rig.send(over, stays);
    List<String> resumed = new CopyOnWriteArrayList<>();
    try (Visit visit = rig.visit("zh", ColorScheme.LIGHT);
        Visit other = rig.visit("en", ColorScheme.DARK)) {
      other.shows(".chip.live", "Live");
      other.expectOutage();
      visit
          .page()
          .onRequest(
              request -> {
                if (request.url().endsWith("/alerts/stream")) {
                  resumed.add(String.valueOf(request.headers().get("last-event-id")));
                }
              });
      visit.go("alerts/budget-breach%7CSTEEL-01%7COVER");
      visit.shows("[data-detail] h2", "示例钢铁");
      visit.counts("[data-alert]", 2);
      visit.shows(".chip.live", "实时");
      resumed.clear();
      visit.expectOutage();
      rig.restart(
          () -> {
            visit.shows(".chip.lost", "未连接");
            assertThat(visit.find(".chip.lost").textContent())
                .containsPattern("未连接（自 \\d\\d:\\d\\d 起）");
            visit.counts("[data-alert]", 2);
            other.shows(".chip.lost", "Not connected since");
            other.page().evaluate("() => { location.hash = '#/entity/360100?tab=ranking' }");
            rig.send(
                AlertEvent.newBuilder(over)
                    .setSequence(2)
                    .setState(AlertState.RESOLVED)
                    .setChange(AlertChange.RESOLVED)
                    .build(),
                news);
          });
      visit.shows(".chip.live", "实时");
      other.shows("main h1", "Nanchang");
      other.shows("#tabpanel", "Steel making");
      other.counts("main .notice", 0);
      visit.counts("[data-alert='screening|CERAMIC-01|NEWS']", 1);
      visit.counts("[data-alert='surge|STEEL-01|STAYS']", 1);
      visit.counts("[data-alert]", 2);
      visit.shows("[data-detail] h2", "已解除");
      visit.shows("#announce", "示例陶瓷");
      rig.send(later);
      visit.counts("[data-alert='growth|CERAMIC-01|LATER']", 1);
      visit.counts("[data-alert]", 3);
      assertThat(resumed).as("every new connection says what it saw last").isNotEmpty();
      assertThat(resumed).allMatch(id -> id.matches(".+-\\d+"));
    } finally {
      rig.resolve(List.of(over, stays, news, later));
    }
  }
}
