// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.tanliu.testkit.Axe;
import io.tanliu.testkit.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page over the whole running system: an alert's life from the readings to its end, and what
 * staff decide. What each view shows is tested where it is served, in the query part.
 */
@ExtendWith(SharedDemo.class)
class PageIT {
  private static final String UNIT = "PAGE-01";
  private static final String ALERT = "[data-alert='budget-breach|%1$s|%1$s-2018']".formatted(UNIT);
  private static final double LONGEST_MILLIS = 120_000;
  private static final int MOST_STEPS = 200;

  private static Chromium chromium;

  private final List<String> troubles = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void openBrowser() {
    Assumptions.assumeTrue(Chromium.missing().isEmpty(), () -> Chromium.missing().orElse(""));
    chromium = Chromium.open();
  }

  @AfterAll
  static void closeBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open(Demo demo) {
    page = chromium.page();
    page.onPageError(troubles::add);
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            troubles.add(message.text());
          }
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith(demo.api().url())) {
            troubles.add("asks " + request.url());
          }
        });
  }

  @AfterEach
  void close() {
    page.context().close();
    Assertions.assertThat(troubles).isEmpty();
  }

  @Test
  void shouldShowCitiesAndLetAnAlertAppearBeAcknowledgedAndResolveWithoutReload(
      Demo demo, @TempDir Path dir) {
    SteelFile file = SteelFile.madeUp(dir.resolve("made-up.csv"), 3, 13);
    demo.apply(Figures.register(UNIT, file.total() / 2_000));
    page.navigate(demo.api().url());
    assertThat(page.locator("[data-entity='360100']")).containsText("南昌市", contains());

    go("alerts");
    page.getByText("逐条").click();
    page.locator("input[type=search]").fill(UNIT);
    Locator alert = page.locator(ALERT);
    assertThat(alert).hasCount(0);
    demo.run(demo.push(UNIT, file.csv()));
    assertThat(alert).containsText("示例钢铁", contains());

    alert.click();
    Locator detail = page.locator("[data-detail]");
    assertThat(detail).containsText("总量超限", contains());
    page.locator("[data-action=acknowledge]").click();
    page.locator("input[name=author]").fill("张三");
    page.locator("input[name=note]").fill("已联系企业");
    page.locator(".decide button[type=submit]").click();
    assertThat(alert).containsText("已由 张三 确认", contains());
    assertThat(detail.locator(".timeline")).containsText("已联系企业", contains());

    page.locator("#language").click();
    assertThat(page.locator("h1").first()).containsText("Alerts", contains());
    assertThat(alert).containsText("张三", contains());

    demo.apply(Figures.register(UNIT, 10 * file.total()));
    assertThat(alert).hasCount(0, none());
    assertThat(detail.locator("h2")).containsText("Resolved", contains());
  }

  @Test
  void shouldLetSomebodyWithAKeyboardOnlyAcknowledgeAndOthersDecideTheRest(
      Demo demo, @TempDir Path dir) {
    SteelFile file = SteelFile.madeUp(dir.resolve("keyboard.csv"), 3, 13);
    demo.apply(Figures.register("PAGE-02", file.total() / 2_000));
    demo.run(demo.push("PAGE-02", file.csv()));
    page.navigate(demo.api().url());
    page.locator("#language").click();
    Locator alert = page.locator("[data-alert='budget-breach|PAGE-02|PAGE-02-2018']");

    tabTo("nav a[href='#/alerts']");
    press("Enter");
    tabTo(".choice [aria-pressed=false]");
    press("Enter");
    assertThat(alert).containsText("Budget passed", contains());
    tabTo("[data-alert='budget-breach|PAGE-02|PAGE-02-2018']");
    press("Enter");
    page.locator("[data-detail] [data-action=acknowledge]").waitFor();
    tabTo("[data-action=acknowledge]");
    press("Enter");
    page.waitForFunction("document.activeElement.name === 'author'");
    page.keyboard().type("Li Si");
    tabTo("input[name=note]");
    page.keyboard().type("called the plant");
    press("Enter");
    assertThat(alert).containsText("by Li Si", contains());

    Locator timeline = page.locator("[data-detail] .timeline");
    decide("note", "meter is checked");
    assertThat(timeline).containsText("meter is checked", contains());
    decide("silence", "maintenance");
    assertThat(alert).containsText("silenced until", contains());
    decide("unsilence", "");
    assertThat(page.locator("[data-action=silence]")).isVisible(visible());
    decide("unacknowledge", "too early");
    assertThat(page.locator("[data-action=acknowledge]")).isVisible(visible());
    decide("escalate", "please look");
    assertThat(alert).containsText("escalated to", contains());
    assertThat(timeline).containsText("please look", contains());
  }

  @Test
  void shouldLetRulesAndSilencesBeSetAndTakenBack(Demo demo) {
    demo.apply(Figures.register("PAGE-03", 1));
    page.navigate(demo.api().url() + "/#/rules");
    page.locator("#language").click();
    assertThat(page.locator("main h1").first()).containsText("Silences and rules", contains());

    page.getByText("New silence").first().click();
    List<String> found = new ArrayList<>(Axe.serious(page, "a new silence"));
    page.locator("input[name=entity]").fill("PAGE-03");
    page.locator("input[name=reason]").fill("maintenance of a meter");
    page.locator("input[name=author]").fill("Wang Wu");
    page.locator("form.form button[type=submit]").click();
    Locator silence = row("maintenance of a meter");
    assertThat(silence).containsText("active", contains());
    silence.getByText("End it").click();
    silence.getByText("End it: sure?").click();
    assertThat(silence).hasCount(0, none());

    page.getByText("Set …").first().click();
    found.addAll(Axe.serious(page, "a setting of a rule"));
    page.locator("input[name=scope]").fill("PAGE-03");
    page.locator("select[name=enabled]").selectOption("false");
    page.locator("input[name=source]").fill("order 7");
    page.locator("form.form button[type=submit]").click();
    Locator setting = row("order 7");
    assertThat(setting).containsText("Wang Wu", contains());
    setting.getByText("Take back").click();
    setting.getByText("Take back: sure?").click();
    assertThat(setting).hasCount(0, none());
    Assertions.assertThat(found).isEmpty();
  }

  private Locator row(String text) {
    return page.locator("main tr", new Page.LocatorOptions().setHasText(text));
  }

  /** Decides in the alert that is open, as whoever decided last. */
  private void decide(String action, String note) {
    page.locator("[data-action=" + action + "]").click();
    page.locator("input[name=note]").fill(note);
    page.locator(".decide button[type=submit]").click();
    assertThat(page.locator(".decide")).hasCount(0, none());
  }

  /** Goes on with the Tab key until that is reached, as somebody without a mouse has to. */
  private void tabTo(String selector) {
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      press("Tab");
      if ((Boolean) page.evaluate("to => document.activeElement.matches(to)", selector)) {
        return;
      }
    }
    Assertions.fail("the Tab key does not come to %s", selector);
  }

  private void press(String key) {
    page.keyboard().press(key);
  }

  private void go(String view) {
    page.evaluate("view => { location.hash = '#/' + view }", view);
    page.waitForFunction(
        "view => document.querySelector('nav [aria-current=page]')?.getAttribute('href') === '#/' + view",
        view);
  }

  private static LocatorAssertions.HasCountOptions none() {
    return new LocatorAssertions.HasCountOptions().setTimeout(LONGEST_MILLIS);
  }

  private static LocatorAssertions.IsVisibleOptions visible() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(LONGEST_MILLIS);
  }

  private static LocatorAssertions.ContainsTextOptions contains() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(LONGEST_MILLIS);
  }
}
