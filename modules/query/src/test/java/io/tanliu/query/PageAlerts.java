// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertEvent.Builder;
import io.tanliu.avro.AlertSeverity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live list of alerts, and what it tells of one. */
abstract class PageAlerts {
  /** Writes down what the browser is asked to say and to sound, and lets it do so. */
  private static final String LISTEN =
      """
      window.told = []; window.sounded = 0;
      window.Notification = class extends Notification {
        constructor(title, options) { super(title, options); told.push(title); }
      };
      const start = AudioScheduledSourceNode.prototype.start;
      AudioScheduledSourceNode.prototype.start = function (...all) { sounded++; return start.apply(this, all); };
      """;

  private final PageRig rig;
  private final List<AlertEvent> open = new ArrayList<>();

  PageAlerts(PageRig rig) {
    this.rig = rig;
  }

  @AfterEach
  void end() {
    rig.resolve(open);
  }

  private AlertEvent fire(Builder alert) {
    AlertEvent fired = alert.build();
    open.add(fired);
    rig.send(fired);
    return fired;
  }

  private static String row(AlertEvent alert) {
    return "[data-alert='" + alert.getAlertId() + "']";
  }

  @ParameterizedTest
  @CsvSource({
    "zh, 总量超限, 已由 李四 确认, 已解除, 新告警：示例钢铁",
    "en, Budget passed, by 李四, Resolved, New alert: 示例钢铁"
  })
  void shouldShowAnAlertAsItComesIsAcknowledgedAndEnds(
      String language, String rule, String acknowledged, String resolved, String said) {
    try (Visit visit = rig.visit(language, ColorScheme.LIGHT)) {
      visit.go("alerts");
      visit.shows("main .empty", language.equals("zh") ? "没有" : "no open alerts");
      AlertEvent alert = fire(PageRig.alert("budget-breach", "STEEL-01", "LIVE-" + language));
      visit.shows(row(alert), rule);
      visit.shows("nav .count", "1");
      visit.shows("#announce", said);
      visit.find(row(alert)).click();
      visit.shows("[data-detail] .timeline", "");
      rig.send(
          AlertEvent.newBuilder(alert)
              .setSequence(2)
              .setChange(AlertChange.ACKNOWLEDGED)
              .setAcknowledgedBy("李四")
              .setAuthor("李四")
              .setNote("已联系企业")
              .build());
      visit.shows(row(alert), acknowledged);
      visit.shows(".timeline", "已联系企业");
      visit.counts(".timeline li", 2);
      rig.resolve(open);
      open.clear();
      visit.counts(row(alert), 0);
      visit.shows("[data-detail] h2", resolved);
      visit.counts("nav .count", 0);
    }
  }

  @Test
  void shouldShowWhatWasMeasuredAgainstWhatAndWhy() {
    AlertEvent alert = fire(PageRig.alert("budget-breach", "STEEL-01", "WHY"));
    try (Visit visit = rig.visit("en", ColorScheme.LIGHT)) {
      visit.go("alerts/" + URLEncoder.encode(alert.getAlertId(), StandardCharsets.UTF_8));
      visit.shows(".detail .figures", "52,000");
      visit.shows(".detail .figures", "× 1.04");
      visit.shows(".detail .figures", "44,000");
      visit.shows(".detail .figures", "97%");
      visit.shows(".detail dl.facts.wide", "测试文件 第三条");
      visit.shows(".detail dl.facts.wide", "revision 4");
      visit.shows(".timeline", "Fired");
      visit.counts(".detail .chart canvas", 1);
      visit.find(".detail .flip").click();
      visit.shows(".detail .chart table", "2025-06-10");
    }
  }

  @Test
  void shouldFoldAStormAndFindWhatIsLookedFor() {
    List<AlertEvent> storm =
        IntStream.rangeClosed(1, 6)
            .mapToObj(
                each ->
                    fire(
                        PageRig.alert("poor-quality", "STEEL-01", "P" + each)
                            .setSeverity(AlertSeverity.WARNING)))
            .toList();
    AlertEvent other = fire(PageRig.alert("surge", "CERAMIC-01", "S").setAcknowledgedBy("王五"));
    AlertEvent quiet =
        fire(
            PageRig.alert("unit-offline", "CERAMIC-01", "O")
                .setSilencedBy("s-1")
                .setSilencedUntil(Instant.parse("2030-01-01T00:00:00Z")));
    try (Visit visit = rig.visit("en", ColorScheme.LIGHT)) {
      visit.go("alerts");
      visit.shows(".storm", "6 alerts");
      visit.counts("[data-alert]", 2);
      visit.find(".storm").click();
      visit.counts("[data-alert]", 8);
      visit.find(".storm").click();
      visit.page().getByText("Single").click();
      visit.counts(".storm", 0);
      visit.counts("[data-alert]", 8);

      visit.find(".filters select").nth(0).selectOption("WARNING");
      visit.counts("[data-alert]", 6);
      visit.find(".filters select").nth(0).selectOption("");
      visit.find(".filters select").nth(1).selectOption("360200");
      visit.counts("[data-alert]", 2);
      visit.find(".filters select").nth(2).selectOption("surge");
      visit.counts("[data-alert]", 1);
      assertThat(visit.find(row(other)).count()).isOne();
      visit.page().reload();
      visit.counts("[data-alert]", 1);
      visit.find(".filters select").nth(2).selectOption("");
      visit.find(".filters select").nth(3).selectOption("silenced");
      visit.counts(row(quiet), 1);
      visit.counts("[data-alert]", 1);
      visit.find(".filters select").nth(3).selectOption("acknowledged");
      visit.counts(row(other), 1);
      visit.find(".filters select").nth(3).selectOption("");
      visit.find(".filters select").nth(1).selectOption("");
      visit.find("input[type=search]").fill("p3");
      visit.counts(row(storm.get(2)), 1);
      visit.counts("[data-alert]", 1);
      visit.find("input[type=search]").fill("nothing like it");
      visit.shows(".list .empty", "No alert matches");
    }
  }

  @Test
  void shouldSoundAndTellOnlyWhenAskedAndOnlyOnce() {
    try (Visit visit = rig.visit("en", ColorScheme.LIGHT, LISTEN)) {
      visit.page().context().grantPermissions(List.of("notifications"));
      visit.page().clock().install();
      visit.page().reload();
      visit.go("alerts");
      AlertEvent before = fire(PageRig.alert("surge", "STEEL-01", "N0"));
      visit.counts(row(before), 1);
      assertThat(visit.page().evaluate("[told.length, sounded].join()")).isEqualTo("0,0");
      visit.page().getByText("Notifications").click();
      visit.counts("[aria-pressed=true]:has-text('Notifications')", 1);
      visit.page().getByText("Sound").click();
      visit.counts("[aria-pressed=true]:has-text('Sound')", 1);
      assertThat(visit.page().evaluate("sounded")).as("how it sounds").isEqualTo(1);
      // It does not sound twice within three seconds.
      visit.page().clock().fastForward(4_000);
      AlertEvent alert = fire(PageRig.alert("budget-breach", "STEEL-01", "N1"));
      visit.page().waitForFunction("() => told.length === 1 && sounded === 2");
      assertThat(visit.page().evaluate("told[0]")).isEqualTo("示例钢铁 Budget passed");
      // What is only a warning, silent, or has been told of stays quiet.
      fire(PageRig.alert("surge", "STEEL-01", "N2").setSeverity(AlertSeverity.WARNING));
      fire(PageRig.alert("surge", "STEEL-01", "N3").setMuted("silenced"));
      rig.send(AlertEvent.newBuilder(alert).setSequence(2).setChange(AlertChange.NOTED).build());
      AlertEvent last =
          fire(PageRig.alert("surge", "CERAMIC-01", "N4").setSeverity(AlertSeverity.WARNING));
      visit.counts(row(last), 1);
      assertThat(visit.page().evaluate("told.join()")).isEqualTo("示例钢铁 Budget passed");
      assertThat(visit.page().evaluate("sounded")).isEqualTo(2);
    }
  }
}
