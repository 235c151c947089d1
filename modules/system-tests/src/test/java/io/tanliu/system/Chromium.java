// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine's own browser, driven by its own Node; tests are skipped where one is missing. */
final class Chromium implements AutoCloseable {
  private static final double LONGEST_MILLIS = 120_000;

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

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(QUIET));
  }

  static Chromium open() {
    Optional<Path> program = Places.program("chromium", "chromium-browser", "google-chrome");
    assumeTrue(program.isPresent(), "Chromium is not installed");
    Optional<Path> node = Places.program("node");
    assumeTrue(node.isPresent(), "Node, which drives the browser, is not installed");
    System.setProperty("playwright.nodejs.path", node.orElseThrow().toString());
    return new Chromium(program.orElseThrow());
  }

  /** A new page with nothing remembered. */
  Page page() {
    Page page = browser.newPage();
    page.setDefaultTimeout(LONGEST_MILLIS);
    return page;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
