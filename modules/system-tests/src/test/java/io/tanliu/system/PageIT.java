// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
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
    assertThat(alert)
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(LONGEST_MILLIS));
    assertThat(detail.locator("h2")).containsText("Resolved", contains());
  }

  private void go(String view) {
    page.evaluate("view => { location.hash = '#/' + view }", view);
    page.waitForFunction(
        "view => document.querySelector('nav [aria-current=page]')?.getAttribute('href') === '#/' + view",
        view);
  }

  private static LocatorAssertions.ContainsTextOptions contains() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(LONGEST_MILLIS);
  }
}
