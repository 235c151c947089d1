// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.testkit.Chromium;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page where callers have to say who they are. */
class PageAccessIT {
  private static final Duration START = Duration.ofSeconds(120);
  private static final double LONGEST_MILLIS = 120_000;

  private static final List<String> VIEWS =
      List.of(
          "overview",
          "alerts",
          "entity",
          "entity/360100?tab=below",
          "stations",
          "targets",
          "quality",
          "reports");

  private static Chromium chromium;

  private final Path directory = Places.directory("page-access");

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

  @Test
  void shouldAskForAKeyAndShowAnOfficerOfACityNothingOfAnother() {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(directory.resolve("kafka"), 1);
        Command serve =
            tanliu(cluster, "serve", "--roles", "gateway,query", "--port", "0", "--data", data())) {
      Api api = new Api(serve.awaitLine("READY", START));
      register(api, key(cluster, "administrator@all"));
      String officer = key(cluster, "officer@region:360100");
      List<String> troubles = new ArrayList<>();
      Page page = chromium.page();
      page.onPageError(troubles::add);

      page.navigate(api.url());
      page.locator("input[name=key]").fill("tlk_none_wrong");
      page.locator(".signin button[type=submit]").click();
      assertThat(page.locator(".signin [role=alert]")).isVisible(visible());

      page.locator("input[name=key]").fill(officer);
      page.locator(".signin button[type=submit]").click();
      assertThat(page.locator("main h1")).containsText("南昌市", contains());
      assertThat(page.locator(".tile[data-entity='360200']")).hasCount(0);

      page.navigate(api.url() + "/#/entity/NANCHANG-01");
      assertThat(page.locator("main h1")).containsText("南昌示例", contains());
      page.navigate(api.url() + "/#/entity/JINGDEZHEN-01");
      assertThat(page.locator("main .notice").first()).containsText("您没有此权限", contains());
      Assertions.assertThat(page.content()).doesNotContain("景德镇示例");
      page.locator("#language").click();
      assertThat(page.locator("main .notice").first())
          .containsText("you may not do this", contains());
      for (String view : VIEWS) {
        page.navigate(api.url() + "/#/" + view);
        assertThat(page.locator("nav [aria-current=page]"))
            .hasAttribute("href", "#/" + view.split("/", 2)[0], attribute());
        page.waitForFunction(
            "() => document.querySelector('main h1') && !document.querySelector('main [aria-busy]')");
        Assertions.assertThat(page.content()).as(view).doesNotContain("景德镇示例", "JINGDEZHEN-01");
      }
      page.getByTitle("Sign out").click();
      assertThat(page.locator("input[name=key]")).isVisible(visible());
      Assertions.assertThat(page.locator("main").textContent()).doesNotContain("南昌");
      Assertions.assertThat(troubles).isEmpty();
    }
  }

  private void register(Api api, String key) {
    String unit =
        """
          - id: %s
            name: %s
            region: "%s"
            industry: "3120"
            points: [{id: E1, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m, level: 1, direction: BOUGHT}]
        """;
    HttpRequest.Builder request =
        api.request("/api/v1/reference")
            .header("Content-Type", "application/yaml")
            .header("Authorization", "Bearer " + key)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "units:\n"
                        + unit.formatted("NANCHANG-01", "南昌示例", "360100")
                        + unit.formatted("JINGDEZHEN-01", "景德镇示例", "360200")));
    // A key is known to the gateway some moments after it was made.
    Awaitility.await()
        .atMost(START)
        .untilAsserted(
            () -> Assertions.assertThat(api.send(request).statusCode()).isBetween(200, 204));
  }

  private String key(EmbeddedCluster cluster, String grant) {
    try (Command create =
        tanliu(cluster, "keys", "create", "--name", "值班", "--grant", grant, "--key-only")) {
      return create.await(START).orFail().out().strip();
    }
  }

  private Command tanliu(EmbeddedCluster cluster, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", cluster.bootstrap(), "--registry", cluster.registryUrl()));
    return Command.tanliu(directory, 384, all);
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private static LocatorAssertions.IsVisibleOptions visible() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(LONGEST_MILLIS);
  }

  private static LocatorAssertions.ContainsTextOptions contains() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(LONGEST_MILLIS);
  }

  private static LocatorAssertions.HasAttributeOptions attribute() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(LONGEST_MILLIS);
  }
}
