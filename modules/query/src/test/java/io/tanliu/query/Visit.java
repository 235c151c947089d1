// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.tanliu.testkit.Chromium;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody looks at the page in a browser of their own. What goes wrong meanwhile (a message of an
 * error, a question that is refused, a question to anybody else) fails the test at its end.
 */
final class Visit implements AutoCloseable {
  private final Page page;
  private final List<String> troubles = new ArrayList<>();
  private boolean outage;

  Visit(Page page, String url, String language, String script) {
    this.page = page;
    page.onPageError(troubles::add);
    page.onConsoleMessage(
        message -> {
          boolean serious = message.type().equals("error") || message.type().equals("warning");
          // While the server is away the browser itself says so, for every question.
          if (serious && !(outage && message.text().startsWith("Failed to load resource"))) {
            troubles.add(message.type() + ": " + message.text());
          }
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith(url) && !request.url().startsWith("blob:")) {
            troubles.add("asks " + request.url());
          }
        });
    page.addInitScript(
        "localStorage.getItem('tanliu.language') ?? localStorage.setItem('tanliu.language', '%s')"
            .formatted(language));
    page.addInitScript(script);
    page.navigate(url);
  }

  Page page() {
    return page;
  }

  /** From now on the server may be away. */
  void expectOutage() {
    outage = true;
  }

  /** Goes to an address behind the # as a link would, and waits until nothing is loading. */
  void go(String address) {
    page.evaluate("to => { location.hash = '#/' + to }", address);
    settled(address.split("[/?]", 2)[0]);
  }

  /** Waits until nothing is loading. */
  void settled() {
    page.waitForFunction(
        """
        () => !document.querySelector('main [aria-busy], main .skeleton, #tabpanel:empty')
        """);
  }

  private void settled(String view) {
    page.waitForFunction(
        """
        view => document.querySelector('nav [aria-current=page]')?.getAttribute('href') === '#/' + view
          && document.querySelector('main h1, main h2')
          && !document.querySelector('main [aria-busy], main .skeleton')
        """,
        view);
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** Waits until something shows that text. */
  void shows(String selector, String text) {
    PlaywrightAssertions.assertThat(page.locator(selector).first())
        .containsText(
            text, new LocatorAssertions.ContainsTextOptions().setTimeout(Chromium.PATIENCE_MILLIS));
  }

  /** Waits until there are that many. */
  void counts(String selector, int count) {
    PlaywrightAssertions.assertThat(page.locator(selector))
        .hasCount(
            count, new LocatorAssertions.HasCountOptions().setTimeout(Chromium.PATIENCE_MILLIS));
  }

  @Override
  public void close() {
    page.context().close();
    assertThat(troubles).isEmpty();
  }
}
