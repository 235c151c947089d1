// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.tanliu.testkit.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Pictures of every view of a page that is already running, to be looked at by people. Started by
 * its name only (docs/PAGE.md); what a program can judge of a picture fails it: something wider
 * than the screen, a target too small for a finger, a trouble in the browser's console.
 *
 * <p>{@code tanliu.page}: the address; {@code tanliu.shots}: where pictures go; {@code
 * tanliu.only}: a pattern that names must contain, as {@code alerts.*phone-dark-en}; {@code
 * tanliu.key}: a key, where the server asks for one; {@code tanliu.unit}: the unit to show.
 */
class PageShots {
  private static final String ADDRESS = System.getProperty("tanliu.page", "http://127.0.0.1:8080");
  private static final Path SHOTS = Path.of(System.getProperty("tanliu.shots", "target/shots"));
  private static final Pattern ONLY = Pattern.compile(System.getProperty("tanliu.only", ""));
  private static final String UNIT = System.getProperty("tanliu.unit", "JIUJIANG-CEMENT-1");
  private static final String KEY = System.getProperty("tanliu.key", "");
  private static final double LONGEST_MILLIS = 60_000;
  private static final double DRAWN_MILLIS = 400;

  private static final Map<String, int[]> SIZES = new LinkedHashMap<>();
  private static final Map<String, Consumer<Page>> VIEWS = new LinkedHashMap<>();

  static {
    SIZES.put("desk", new int[] {1366, 768});
    SIZES.put("wall", new int[] {2560, 1440});
    SIZES.put("phone", new int[] {390, 844});

    VIEWS.put("overview", at("overview"));
    VIEWS.put("alerts", at("alerts"));
    VIEWS.put("alert", at("alerts").andThen(PageShots::firstAlert));
    VIEWS.put(
        "alert-silence",
        at("alerts").andThen(PageShots::firstAlert).andThen(click("[data-action=silence]")));
    VIEWS.put("alerts-rules", at("rules"));
    VIEWS.put("alerts-silence", at("rules").andThen(click("#silences-new")));
    for (String tab : List.of("trend", "below", "structure", "intensity", "calendar", "ranking")) {
      VIEWS.put("region-" + tab, at("entity/360000?tab=" + tab));
    }
    for (String tab : List.of("trend", "structure", "intensity", "calendar", "benchmark", "data")) {
      VIEWS.put("unit-" + tab, at("entity/" + UNIT + "?tab=" + tab));
    }
    VIEWS.put("stations", at("stations"));
    VIEWS.put("targets", at("targets"));
    VIEWS.put("quality", at("quality"));
    VIEWS.put("audit", at("audit"));
    VIEWS.put("reports", at("reports"));
    VIEWS.put("nowhere", at("entity/NO-SUCH-UNIT"));
    VIEWS.put("lost", at("overview").andThen(PageShots::withoutServer));
    VIEWS.put("signin", at("overview").andThen(PageShots::refused));
  }

  /**
   * The pictures of the README: {@code tanliu.readme=true} and {@code tanliu.shots=docs/images}.
   */
  private static final Map<String, String> README =
      Map.of(
          "overview-desk-light-en", "overview",
          "overview-desk-light-zh", "overview-zh",
          "alert-desk-dark-en", "alerts-dark");

  private static final boolean FOR_README = Boolean.getBoolean("tanliu.readme");

  @Test
  void shouldShowEveryViewAtEverySizeInBothLanguagesAndColours() {
    List<String> found = new ArrayList<>();
    try (Chromium chromium = Chromium.open()) {
      for (String size : SIZES.keySet()) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          for (String language : List.of("zh", "en")) {
            String end = "-%s-%s-%s".formatted(size, scheme, language).toLowerCase(Locale.ROOT);
            List<String> views =
                VIEWS.keySet().stream().filter(view -> wanted(view + end)).toList();
            if (!views.isEmpty()) {
              found.addAll(shoot(chromium, views, end, SIZES.get(size), scheme, language));
            }
          }
        }
      }
    }
    Assertions.assertThat(found).isEmpty();
  }

  private static boolean wanted(String name) {
    return FOR_README ? README.containsKey(name) : ONLY.matcher(name).find();
  }

  private static List<String> shoot(
      Chromium chromium,
      List<String> views,
      String end,
      int[] size,
      ColorScheme scheme,
      String language) {
    List<String> found = new ArrayList<>();
    for (String view : views) {
      try (BrowserContext context = chromium.page().context()) {
        Page page = context.pages().get(0);
        page.setDefaultTimeout(LONGEST_MILLIS);
        page.setViewportSize(size[0], size[1]);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        context.addInitScript("sessionStorage.setItem('tanliu.key', '" + KEY + "')");
        context.addInitScript("localStorage.setItem('tanliu.language', '" + language + "')");
        page.onPageError(trouble -> found.add(view + end + ": " + trouble));
        VIEWS.get(view).accept(page);
        settle(page);
        List<?> wrong = (List<?>) page.evaluate(WRONG, size[0] < 700);
        wrong.forEach(each -> found.add(view + end + ": " + each));
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve((FOR_README ? README.get(view + end) : view + end) + ".png"))
                .setFullPage(!view.startsWith("alert")));
      }
    }
    return found;
  }

  /**
   * What a look would find too: sideways scrolling, and on a phone targets under 24 px (WCAG
   * 2.5.8).
   */
  private static final String WRONG =
      """
      phone => {
        const found = [];
        const root = document.documentElement;
        if (root.scrollWidth > innerWidth) {
          const wide = [...document.querySelectorAll('body *')].filter(each =>
            each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.scroll, nav, .tabs, .hidden, svg'));
          found.push(`${root.scrollWidth} px wide: ${wide.slice(0, 3).map(each => each.tagName + '.' + each.className)}`);
        }
        if (phone) {
          for (const each of document.querySelectorAll('button, select, input, nav a, a.button')) {
            const box = each.getBoundingClientRect();
            if (box.width > 0 && Math.min(box.width, box.height) < 24)
              found.push(`small ${each.className || each.tagName} “${each.textContent.slice(0, 20)}” ${Math.round(box.width)}×${Math.round(box.height)}`);
          }
        }
        return [...new Set(found)].slice(0, 8);
      }
      """;

  private static Consumer<Page> at(String address) {
    return page -> {
      page.navigate(ADDRESS + "/#/" + address);
      settle(page);
    };
  }

  private static Consumer<Page> click(String selector) {
    return page -> {
      Locator target = page.locator(selector).first();
      if (target.count() > 0) {
        target.click();
      }
    };
  }

  /** A critical alert about a budget, or whichever is first. */
  private static void firstAlert(Page page) {
    page.locator(".alerts select").nth(2).waitFor();
    page.locator(".filters .choice button").last().click();
    Locator budget = page.locator("[data-alert^='budget']");
    (budget.count() > 0 ? budget : page.locator("[data-alert]")).first().click();
    settle(page);
  }

  private static void withoutServer(Page page) {
    page.context().setOffline(true);
    page.waitForTimeout(20_000);
  }

  private static void refused(Page page) {
    page.route("**/api/v1/me", route -> route.fulfill(answer401()));
    page.reload();
    page.locator(".signin").waitFor();
  }

  private static com.microsoft.playwright.Route.FulfillOptions answer401() {
    return new com.microsoft.playwright.Route.FulfillOptions()
        .setStatus(401)
        .setContentType("application/problem+json")
        .setBody("{\"status\":401,\"code\":\"UNAUTHENTICATED\"}");
  }

  private static void settle(Page page) {
    page.locator("main h1").first().waitFor();
    Locator busy = page.locator("main [aria-busy]");
    for (int index = busy.count() - 1; index >= 0; index--) {
      busy.nth(index)
          .waitFor(
              new Locator.WaitForOptions()
                  .setState(WaitForSelectorState.HIDDEN)
                  .setTimeout(LONGEST_MILLIS));
    }
    page.waitForTimeout(DRAWN_MILLIS);
  }
}
