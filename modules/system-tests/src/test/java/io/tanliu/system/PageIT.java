// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: regions are shown, and an alert appears while one looks at it. */
@ExtendWith(SharedDemo.class)
class PageIT {
  private static final String UNIT = "PAGE-01";
  private static final double LONGEST_MILLIS = 60_000;

  /** A browser that is here only for this page: no calls to anyone's servers. */
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static Optional<Path> chromium;

  @BeforeAll
  static void needsNodeAndChromium() {
    chromium = Places.program("chromium", "chromium-browser", "google-chrome");
    assumeTrue(chromium.isPresent(), "Chromium is not installed");
    Optional<Path> node = Places.program("node");
    assumeTrue(node.isPresent(), "Node, which drives the browser, is not installed");
    System.setProperty("playwright.nodejs.path", node.orElseThrow().toString());
  }

  @Test
  void shouldShowRegionsAndLetAnAlertAppearWithoutReload(Demo demo, @TempDir Path dir) {
    SteelFile file = SteelFile.madeUp(dir.resolve("made-up.csv"), 3, 13);
    demo.apply(Figures.register(UNIT, file.total() / 2_000));
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(QUIET));
        Page page = browser.newPage()) {
      List<String> troubles = new ArrayList<>();
      page.onPageError(troubles::add);
      page.onRequest(
          request -> {
            if (!request.url().startsWith(demo.api().url())) {
              troubles.add("asks " + request.url());
            }
          });
      page.navigate(demo.api().url());

      Locator nanchang = page.locator("#rows").getByText("南昌市");
      assertThat(nanchang.first()).isVisible(visible());
      Locator alert = page.locator("[data-alert='budget-breach|%1$s|%1$s-2018']".formatted(UNIT));
      assertThat(alert).hasCount(0);

      demo.run(demo.push(UNIT, file.csv()));

      assertThat(alert).isVisible(visible());
      assertThat(alert).containsText("示例钢铁");
      Assertions.assertThat(troubles).isEmpty();
    }
  }

  private static LocatorAssertions.IsVisibleOptions visible() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(LONGEST_MILLIS);
  }
}
