// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.EntityWindow;
import io.tanliu.wire.Topics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/** Looks for the figures of a steel file in the API and in the topics, to the watt-hour. */
final class Figures {
  private static final String FROM = "2018-01-01";
  private static final String TO = "2019-01-01";
  private static final Duration LONGEST = Duration.ofSeconds(120);

  private final Api api;
  private final Records records;
  private final String unit;
  private final SteelFile file;

  Figures(Api api, Records records, String unit, SteelFile file) {
    this.api = api;
    this.records = records;
    this.unit = unit;
    this.file = file;
  }

  static Figures of(Demo demo, String unit, SteelFile file) {
    return new Figures(demo.api(), demo.records(), unit, file);
  }

  /** A register document like the one of the manual. */
  static String register(String unit, long limitKilowattHours) {
    return """
        units:
          - id: %1$s
            name: 示例钢铁
            region: "360100"
            industry: "3120"
            zone: "+09:00"
            points:
              - {id: E1, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m, level: 1, direction: BOUGHT}
        targets:
          - {id: %1$s-2018, entity: %1$s, quantity: electricity, type: BUDGET, period: "2018", value: %2$d, unit: kWh}
        """
        .formatted(unit, limitKilowattHours);
  }

  /** Waits until the sum of the year is in the API. */
  Figures awaitTotal() {
    Map<String, Long> expected = Map.of("2018-01-01T00:00:00+09:00", file.total());
    Awaitility.await("year of " + unit)
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
        .untilAsserted(() -> assertThat(api.electricity(unit, "1Y", FROM, TO)).isEqualTo(expected));
    return this;
  }

  /** Months and every single quarter hour, with the highest, from the API. */
  Figures assertApi() {
    assertThat(api.electricity(unit, "1M", FROM, TO)).isEqualTo(months());
    Map<String, Long> quarters = api.electricity(unit, "15m", FROM, TO);
    assertThat(quarters).isEqualTo(quarters());
    return this;
  }

  /** The same from the newest record of each key of the topic. */
  Figures assertTopic() {
    Map<String, Map<String, Long>> found = new TreeMap<>();
    for (EntityWindow window : records.newest(Topics.METRIC_ENERGY).values()) {
      if (window.getEntity().equals(unit)) {
        found
            .computeIfAbsent(window.getGranularity(), g -> new TreeMap<>())
            .put(
                SteelFile.text(window.getStart()),
                window.getAmounts().get("electricity").getAmount());
      }
    }
    assertThat(found.get("1Y")).isEqualTo(Map.of("2018-01-01T00:00:00+09:00", file.total()));
    assertThat(found.get("1M")).isEqualTo(months());
    assertThat(found.get("15m")).isEqualTo(quarters());
    return this;
  }

  /** One alert for passing the limit, raised once, at the right quarter hour. */
  Figures assertOneBreach(long limitWattHours) {
    // The life of alerts is an application of its own, a moment behind the ledger.
    Awaitility.await("breach of " + unit)
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> oneBreach(limitWattHours));
    return this;
  }

  private void oneBreach(long limitWattHours) {
    OffsetDateTime passing = file.passing(limitWattHours);
    List<AlertEvent> events = breaches();
    assertThat(events).hasSize(1);
    AlertEvent event = events.get(0);
    assertThat(event.getState()).isEqualTo(AlertState.FIRING);
    assertThat(event.getCrossedAt()).isEqualTo(passing.toInstant());
    assertThat(event.getLimit()).isEqualTo(Long.toString(limitWattHours));

    JsonNode alerts = api.get("/api/v1/alerts?state=firing&entity=" + unit).get("alerts");
    assertThat(alerts)
        .filteredOn(alert -> alert.get("rule").asText().equals("budget-breach"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.get("crossedAt").asText())
                  .isEqualTo(SteelFile.text(passing.toInstant()));
              assertThat(Api.wattHours(alert.get("limit"))).isEqualTo(limitWattHours);
            });
  }

  /** No change of any alert was written twice. */
  Figures assertNoAlertTwice() {
    List<String> changes = changes();
    assertThat(changes).doesNotHaveDuplicates();
    return this;
  }

  /** Identity and number of each change of the unit's alerts, once no more come. */
  List<String> changes() {
    AtomicReference<List<String>> before = new AtomicReference<>(List.of());
    Awaitility.await("alerts of " + unit)
        .atMost(LONGEST)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              List<String> now = told();
              return now.equals(before.getAndSet(now));
            });
    return told();
  }

  private List<String> told() {
    return records.all(Topics.ALERT_EVENT).stream()
        .map(ConsumerRecord::value)
        .filter(event -> event.getEntity().equals(unit))
        .map(event -> event.getAlertId() + " " + event.getSequence())
        .toList();
  }

  private List<AlertEvent> breaches() {
    return records.all(Topics.ALERT_EVENT).stream()
        .map(ConsumerRecord::value)
        .filter(event -> event.getEntity().equals(unit) && event.getRule().equals("budget-breach"))
        .toList();
  }

  private Map<String, Long> months() {
    return file.months().entrySet().stream()
        .collect(
            Collectors.toMap(e -> e.getKey().atDay(1) + "T00:00:00+09:00", Map.Entry::getValue));
  }

  private Map<String, Long> quarters() {
    Map<String, Long> quarters = new TreeMap<>();
    for (int i = 0; i < file.wattHours().size(); i++) {
      quarters.put(SteelFile.text(SteelFile.start(i).toInstant()), file.wattHours().get(i));
    }
    return quarters;
  }
}
