// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own browser, driven by its own Node; tests are skipped where one is missing. */
public final class Chromium implements AutoCloseable {
  /** Far above what a loaded machine needs, ms. */
  public static final double PATIENCE_MILLIS = 120_000;

  /** A browser that is here only for this page: no calls to anyone's servers. */
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--autoplay-policy=no-user-gesture-required");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program, Path node) {
    System.setProperty("playwright.nodejs.path", node.toString());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(QUIET));
  }

  /** Why a test of the page is skipped; empty when it can run. */
  public static Optional<String> missing() {
    if (program().isEmpty()) {
      return Optional.of("Chromium is not installed");
    }
    return node().isEmpty()
        ? Optional.of("Node, which drives the browser, is not installed")
        : Optional.empty();
  }

  /**
   * Starts it.
   *
   * @throws IllegalStateException when something is {@link #missing()}
   */
  public static Chromium open() {
    missing()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    return new Chromium(program().orElseThrow(), node().orElseThrow());
  }

  /** A new page with nothing remembered. */
  public Page page() {
    return page(new Browser.NewContextOptions());
  }

  /** A new page with nothing remembered, in a browser of that kind; its context closes with it. */
  public Page page(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context.newPage();
  }

  private static Optional<Path> program() {
    return onPath("chromium", "chromium-browser", "google-chrome");
  }

  private static Optional<Path> node() {
    return onPath("node");
  }

  private static Optional<Path> onPath(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(names)
        .flatMap(name -> Stream.of(path.split(":")).map(place -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
