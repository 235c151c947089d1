// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.ColorScheme;
import io.tanliu.avro.AlertEvent;
import io.tanliu.testkit.Axe;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every view and tab with data, in both languages and themes, for everybody. */
abstract class PageViews {
  /** An address, and what it has to say in Chinese and in English. */
  private record Look(String address, String chinese, String english) {}

  private static final List<Look> LOOKS =
      List.of(
          new Look("overview", "二级预警", "level 2"),
          new Look("alerts", "总量超限", "Budget passed"),
          new Look("alerts/budget-breach%7CSTEEL-01%7CVIEWS", "按进度应有", "By schedule"),
          new Look("entity/360100?tab=trend", "灰色", "Grey hatching"),
          new Look("entity/360100?tab=below", "示例钢铁", "示例钢铁"),
          new Look("entity/360000?tab=structure", "煤炭占比", "coal"),
          new Look("entity/360000?tab=intensity", "地区生产总值", "gross domestic product"),
          new Look("entity/STEEL-01?tab=calendar", "日负荷曲线", "Load of the day"),
          new Look("entity/STEEL-01?tab=benchmark", "GB 21256", "GB 21256"),
          new Look("entity/STEEL-01?tab=data", "焦炉煤", "焦炉煤"),
          new Look("entity/360100?tab=ranking", "炼钢", "Steel making"),
          new Look("entity/industry-3120", "炼钢", "Steel making"),
          new Look("stations/NC-AIR", "南昌大气站", "南昌大气站"),
          new Look("stations/NC-STACK?length=1h", "示例钢铁烟囱", "示例钢铁烟囱"),
          new Look("targets", "未下达", "Not set"),
          new Look("quality", "新告警 1", "1 new alert"),
          new Look("reports/360100?period=2025-06", "2025-06", "2025-06"),
          new Look("reports/360000?period=2025", "2025", "2025"));

  /** What a page shows when it was not looked at. */
  private static final Pattern SLIP =
      Pattern.compile("\\bundefined\\b|\\bNaN\\b|\\[object|\\{\\d}|Invalid Date|\\bnull\\b");

  private final PageRig rig;

  PageViews(PageRig rig) {
    this.rig = rig;
  }

  @ParameterizedTest
  @CsvSource({"zh, LIGHT", "en, DARK"})
  void shouldShowEveryViewAndTabWithItsDataToEverybody(String language, ColorScheme scheme) {
    AlertEvent alert = PageRig.alert("budget-breach", "STEEL-01", "VIEWS").build();
    rig.send(alert);
    List<String> found = new ArrayList<>();
    try (Visit visit = rig.visit(language, scheme)) {
      for (Look look : LOOKS) {
        visit.go(look.address());
        visit.shows("main", language.equals("zh") ? look.chinese() : look.english());
        visit.settled();
        String text = visit.find("body").innerText();
        SLIP.matcher(text)
            .results()
            .forEach(slip -> found.add(look.address() + " shows " + slip.group()));
        found.addAll(Axe.serious(visit.page(), look.address()));
      }
    } finally {
      rig.resolve(List.of(alert));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void shouldSaveWhatIsShownAsAFileWithTheKeyboardAlone() throws IOException {
    try (Visit visit = rig.visit("zh", ColorScheme.LIGHT)) {
      visit.go("targets");
      visit.find(".exports summary").focus();
      visit.page().keyboard().press("Enter");
      visit.page().keyboard().press("Tab");
      Download file = visit.page().waitForDownload(() -> visit.page().keyboard().press("Enter"));
      assertThat(file.suggestedFilename()).isEqualTo("目标.csv");
      assertThat(Files.readString(file.path())).startsWith("\uFEFFid,entity,entityName,");
      visit.find(".exports summary").press("Enter");
      assertThat(Axe.serious(visit.page(), "targets")).isEmpty();
      visit.page().keyboard().press("Escape");
      assertThat(visit.find(".exports ul").isVisible()).isFalse();
    }
  }
}
