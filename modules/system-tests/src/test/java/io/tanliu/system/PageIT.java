// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser: what staff see and do, in both languages, and that everybody can use
 * it.
 */
@ExtendWith(SharedDemo.class)
class PageIT {
  private static final String UNIT = "PAGE-01";
  private static final String ALERT = "[data-alert='budget-breach|%1$s|%1$s-2018']".formatted(UNIT);
  private static final double LONGEST_MILLIS = 120_000;
  private static final List<String> VIEWS =
      List.of("overview", "alerts", "entity", "stations", "targets", "quality", "reports");

  private static Chromium chromium;

  private final List<String> troubles = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void openBrowser() {
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

  @Test
  void shouldHaveNoSeriousObstacleForAnybodyOnAnyView(Demo demo) throws IOException {
    String axe = resource("/axe.min.js");
    page.navigate(demo.api().url());
    List<Object> found = new ArrayList<>();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (String view : VIEWS) {
        go(view);
        page.locator("main h1").first().waitFor();
        page.locator("main [aria-busy]").last().waitFor(gone());
        page.evaluate(axe);
        found.addAll((List<?>) page.evaluate(SERIOUS, view));
      }
    }
    Assertions.assertThat(found).isEmpty();
  }

  /** What axe-core calls serious or critical: the rule, and where. */
  private static final String SERIOUS =
      """
      view => axe.run(document, {resultTypes: ['violations']}).then(answer => answer.violations
        .filter(each => each.impact === 'serious' || each.impact === 'critical')
        .map(each => `${view}: ${each.id} at ${each.nodes.map(node => node.target.join(' ')).join(', ')}`))
      """;

  private void go(String view) {
    page.evaluate("view => { location.hash = '#/' + view }", view);
    page.waitForFunction(
        "view => document.querySelector('nav [aria-current=page]')?.getAttribute('href') === '#/' + view",
        view);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PageIT.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
  }

  private static LocatorAssertions.ContainsTextOptions contains() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(LONGEST_MILLIS);
  }
}
