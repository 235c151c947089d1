// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be chosen on the page, and what changes under somebody's eyes. */
abstract class PageSwitches {
  private final PageRig rig;

  PageSwitches(PageRig rig) {
    this.rig = rig;
  }

  @Test
  void shouldRememberLanguageAndTheme() {
    try (Visit visit = rig.visit("zh", ColorScheme.LIGHT)) {
      visit.shows("nav", "告警");
      visit.find("#language").click();
      visit.shows("nav", "Alerts");
      visit.page().getByLabel("Switch to dark").click();
      visit.counts("html[data-theme=dark][lang=en-GB]", 1);
      visit.page().reload();
      visit.shows("nav", "Alerts");
      visit.counts("html[data-theme=dark][lang=en-GB]", 1);
      visit.find("#language").click();
      visit.shows("nav", "告警");
      visit.counts("html[lang=zh-CN]", 1);
    }
  }

  @Test
  void shouldShowEveryChartAsATable() {
    try (Visit visit = rig.visit("en", ColorScheme.LIGHT)) {
      for (String address :
          List.of(
              "overview",
              "entity/360100?tab=trend",
              "entity/360000?tab=structure",
              "entity/STEEL-01?tab=calendar",
              "entity/STEEL-01?tab=data",
              "entity/360100?tab=ranking",
              "stations/NC-AIR",
              "quality")) {
        visit.go(address);
        visit.find("main .chart canvas").first().waitFor();
        List<Locator> flips = visit.find("main .flip").all();
        assertThat(flips).as(address).isNotEmpty();
        visit.counts("main .chart canvas", flips.size());
        flips.forEach(Locator::click);
        visit.counts("main .chart table", flips.size());
        assertThat(visit.find("main .chart table").all())
            .as(address)
            .allMatch(table -> table.locator("tbody td:not(:empty)").count() > 0);
        flips.forEach(Locator::click);
        visit.counts("main .chart table", 0);
      }
    }
  }

  @Test
  void shouldTurnALampThatCannotBeAssessedWithoutReload() throws IOException {
    try (Visit visit = rig.visit("en", ColorScheme.LIGHT)) {
      // The lamps are asked for every 15 s; the test does not wait for them.
      visit.page().clock().install();
      visit.page().reload();
      Locator tile = visit.find("[data-entity='360200']");
      visit.counts("[data-entity='360200'] .lamp.LEVEL_3", 4);
      tile.click();
      visit.shows(".lampcard", "level 3: on schedule");
      String lamps =
          """
          {"entity": "360200", "period": "2025", "zone": "Asia/Shanghai", "asOf": "2025-06-10T17:00:00Z",
           "state": "NEITHER", "energyTotal": "NOT_ASSESSABLE", "energyIntensity": "LEVEL_3",
           "carbonTotal": "LEVEL_3", "carbonIntensity": "LEVEL_3",
           "lamps": [{"kind": "ENERGY_TOTAL", "target": "360200-E", "quantity": "tce",
             "level": "NOT_ASSESSABLE", "reason": "coverage", "nature": "BINDING", "unit": "gce",
             "limit": 20000000000, "coverage": 0.42, "source": "测试", "deadline": "2025-12-31"}]}
          """;
      RecordFile.send(
          Topics.CONTROL_LAMP, "360200|2025", new ObjectMapper().readTree(lamps), rig.records());
      rig.records().flush();
      rig.awaitLamp("360200", "NOT_ASSESSABLE");
      visit.page().clock().fastForward(16_000);
      visit.counts("[data-entity='360200'] .lamp.NOT_ASSESSABLE", 1);
      visit.shows(".lampcard.NOT_ASSESSABLE", "not assessable");
      visit.shows(".lampcard.NOT_ASSESSABLE", "too little was measured");
      visit.shows(".lampcard.NOT_ASSESSABLE .coverage.low", "42%");
    }
  }

  @Test
  void shouldFindAUnitByItsNameAndGoThroughItsTabsByKeyboard() {
    try (Visit visit = rig.visit("zh", ColorScheme.LIGHT)) {
      visit.go("entity");
      visit.shows("main h1", "江西省");
      visit.find("input[role=combobox]").fill("示例钢");
      visit.page().keyboard().press("Enter");
      visit.shows("main h1", "示例钢铁");
      visit.find("[role=tab][aria-selected=true]").focus();
      visit.page().keyboard().press("ArrowLeft");
      visit.shows("[role=tab][aria-selected=true]", "数据与计量点");
      visit.shows("#tabpanel", "焦炉煤");
      visit.page().keyboard().press("ArrowRight");
      visit.shows("[role=tab][aria-selected=true]", "趋势");
      visit.find("#tabpanel [aria-pressed]:has-text('月')").first().click();
      visit.counts("#tabpanel .chart canvas", 1);
    }
  }
}
