// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Leads whoever tries a demo to the first alert: says which one waits and how it is acknowledged,
 * and when that has come about. Then it ends.
 */
final class FirstAlert implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "tanliu-first-alert");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String url;
  private final PrintWriter out;
  private final long began = System.nanoTime();
  private boolean shown;

  /**
   * @param url of the demo, without a slash at its end
   */
  FirstAlert(String url, PrintWriter out) {
    this.url = url;
    this.out = out;
  }

  FirstAlert start() {
    ScheduledFuture<?> unused = executor.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    return this;
  }

  private void look() {
    try {
      for (JsonNode alert : alerts()) {
        if (!alert.path("acknowledgedBy").isNull()) {
          acknowledged(alert);
          executor.shutdown();
          return;
        }
      }
    } catch (IOException e) {
      // The server is busy or stops: it is asked again.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Open alerts; the first one is shown once. */
  private JsonNode alerts() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/alerts?state=firing&limit=1000"))
            .timeout(PATIENCE)
            .build();
    JsonNode alerts =
        JSON.readTree(http.send(request, BodyHandlers.ofString()).body()).path("alerts");
    if (!shown && !alerts.isEmpty()) {
      shown = true;
      waiting(alerts.get(0));
    }
    return alerts;
  }

  private void waiting(JsonNode alert) {
    String id = URLEncoder.encode(alert.path("alertId").asText(), StandardCharsets.UTF_8);
    out.printf("ALERT %s: acknowledge it (确认) on the page%n", title(alert));
    out.printf("  %s/#/alerts/%s%n", url, id);
    out.printf("or from another terminal%n");
    out.printf("  curl -X POST '%s/api/v1/alerts/%s/acknowledgements' \\%n", url, id);
    out.printf("    -H 'Content-Type: application/json' -d '{\"author\": \"me\"}'%n");
    out.flush();
  }

  private void acknowledged(JsonNode alert) {
    out.printf(
        "ACKNOWLEDGED by %s, %d s after READY: %s%n",
        alert.path("acknowledgedBy").asText(),
        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
        title(alert));
    out.flush();
  }

  private static String title(JsonNode alert) {
    String english = alert.path("ruleNameEn").asText("");
    return alert.path("ruleName").asText()
        + (english.isEmpty() ? "" : " (" + english + ")")
        + ", "
        + alert.path("entityName").asText();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
