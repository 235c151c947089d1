// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.domain.notice.AlertNews.Facts;
import io.tanliu.domain.notice.Notice.Item;
import io.tanliu.domain.notice.Notice.Rest;
import io.tanliu.domain.notice.Notice.Route;
import io.tanliu.domain.notice.Receiver.Kind;
import io.tanliu.domain.notice.Receiver.Language;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which alerts are told together, to whom, and in which words. */
class NoticeRoutingTest {
  private static final List<String> LINE = List.of("360102", "360100", "360000", "100000");

  @Test
  void shouldGroupByRuleAndTheCityAboveUnlessTheRuleSaysOtherwise() {
    AlertNews news = news("unit-offline|U1|connection", LINE);
    assertThat(GroupBy.of(List.of()).group(news)).isEqualTo("rule=unit-offline,city=360100");
    assertThat(GroupBy.of(List.of("province", "severity")).group(news))
        .isEqualTo("province=360000,severity=WARNING");
    assertThat(GroupBy.of(List.of("alert")).group(news))
        .isEqualTo("alert=unit-offline/U1/connection");
    assertThat(GroupBy.of(List.of("county")).group(news)).isEqualTo("county=360102");
    assertThat(GroupBy.of(List.of("nation")).group(news)).isEqualTo("nation=100000");
    assertThatThrownBy(() -> GroupBy.of(List.of("rule", "town")))
        .hasMessageContaining("groupBy: town (expected: one of rule, severity");
  }

  @Test
  void shouldTakeTheNextWiderRegionWhereALevelIsMissing() {
    AlertNews zone = news("r|U|s", List.of("360000-GJXQ", "360000", "100000"));
    assertThat(GroupBy.DEFAULT.group(zone)).isEqualTo("rule=unit-offline,city=360000");
    assertThat(GroupBy.DEFAULT.group(news("r|U|s", List.of())))
        .isEqualTo("rule=unit-offline,city=-");
    assertThat(GroupBy.region("rule=unit-offline,city=360000")).contains("360000");
    assertThat(GroupBy.region("rule=unit-offline,city=-")).isEmpty();
  }

  @Test
  void shouldTellTheCountyFirstTheCityWhenItIsEscalatedAndWhoWantsAllAtOnce() {
    Receiver county = receiver(Set.of("360102"), false, Severity.WARNING);
    Receiver city = receiver(Set.of("360100"), false, Severity.WARNING);
    Receiver other = receiver(Set.of("360103"), false, Severity.WARNING);
    Receiver below = receiver(Set.of("360000"), true, Severity.WARNING);
    Route raised = route(Change.RAISED, Severity.WARNING, Severity.WARNING, 1, 0);
    assertThat(List.of(county, below)).allMatch(receiver -> receiver.wants(raised));
    assertThat(List.of(city, other)).noneMatch(receiver -> receiver.wants(raised));
    Route up = route(Change.ESCALATED, Severity.WARNING, Severity.WARNING, 2, 1);
    assertThat(List.of(city, below)).allMatch(receiver -> receiver.wants(up));
    assertThat(List.of(county, other)).noneMatch(receiver -> receiver.wants(up));
    Route over = route(Change.RESOLVED, Severity.WARNING, Severity.WARNING, 2, 2);
    assertThat(List.of(county, city, below)).allMatch(receiver -> receiver.wants(over));
  }

  @Test
  void shouldTellTheEndToWhomItWasToldWhenItWasWorse() {
    Receiver critical = receiver(Set.of(), true, Severity.CRITICAL);
    assertThat(critical.wants(route(Change.RAISED, Severity.WARNING, Severity.WARNING, 1, 0)))
        .isFalse();
    assertThat(critical.wants(route(Change.RESOLVED, Severity.WARNING, Severity.CRITICAL, 1, 1)))
        .isTrue();
  }

  @Test
  void shouldGiveEachReceiverItsPartWithItsOwnCounts() {
    Route here = route(Change.RAISED, Severity.WARNING, Severity.WARNING, 1, 0);
    Route there =
        new Route(
            Change.RAISED,
            Severity.CRITICAL,
            Severity.CRITICAL,
            "unit-offline",
            List.of("360103", "360100"),
            1,
            0);
    Notice notice =
        new Notice(
            "g",
            1,
            List.of(new Item("a", 1, there, facts(LINE)), new Item("b", 1, here, facts(LINE))),
            List.of(new Rest(here, 40), new Rest(there, 5)));
    Notice part = notice.to(receiver(Set.of("360102"), true, Severity.WARNING)).orElseThrow();
    assertThat(part.total()).isEqualTo(41);
    assertThat(part.counts().get(Change.RAISED)).isEqualTo(new Notice.Count(41, 0));
    assertThat(notice.to(receiver(Set.of("110000"), true, Severity.WARNING))).isEmpty();
  }

  @Test
  void shouldSayItInChineseFirstAndCountWhatItDoesNotList() {
    Route route = route(Change.RAISED, Severity.CRITICAL, Severity.CRITICAL, 1, 0);
    Notice notice =
        new Notice(
            "rule=budget-breach,city=360100",
            1_700_000_000_000L,
            List.of(new Item("a", 1, route, facts(LINE)), new Item("b", 1, route, facts(LINE))),
            List.of(new Rest(route, 3)));
    NoticeText text =
        new NoticeText(
            notice,
            new NoticeHead("预算突破", "budget passed", "南昌市", "Nanchang", ZoneId.of("+08:00")),
            1);
    assertThat(text.title(Language.BOTH))
        .isEqualTo(
            "【碳流】南昌市 预算突破：新告警 5（严重 5）" + " / [Tanliu] Nanchang, budget passed: 5 new (5 critical)");
    assertThat(text.body(Language.ZH))
        .contains("示例钢铁（U1） unit-offline tce 2026：实测 1.5 tce，限值 1 tce")
        .contains("2023-11-15 06:13")
        .contains("另有 4 起未逐条列出。");
    assertThat(text.body(Language.EN)).contains("U1 (示例钢铁)").contains("4 more are not listed.");
  }

  private static AlertNews news(String id, List<String> line) {
    return new AlertNews(id, 1, 1, true, false, false, Severity.WARNING, 1, facts(line));
  }

  private static Facts facts(List<String> line) {
    return new Facts(
        "unit-offline",
        "U1",
        "示例钢铁",
        line,
        1_700_000_000_000L,
        "tce",
        "2026",
        "1500000",
        "1000000",
        "gce",
        "breached",
        "");
  }

  private static Route route(
      Change change, Severity severity, Severity worst, int reached, int before) {
    return new Route(change, severity, worst, "unit-offline", LINE, reached, before);
  }

  private static Receiver receiver(Set<String> regions, boolean subtree, Severity least) {
    return new Receiver(
        "r",
        "",
        Kind.WEBHOOK,
        "http://127.0.0.1/",
        Optional.of("s"),
        regions,
        subtree,
        Set.of(),
        least,
        Language.BOTH,
        true,
        0);
  }
}
