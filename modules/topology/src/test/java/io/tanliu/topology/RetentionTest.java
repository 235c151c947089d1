// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.at;
import static io.tanliu.topology.Given.budget;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.reading;
import static io.tanliu.topology.Given.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.avro.AlertEvent;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fine windows that have grown old, by default quarter hours of 400 days and hours of 800. */
class RetentionTest {
  private static final String OLD = "2023-01-01T00:00:00Z";

  /** Late readings are taken for two years, so that they reach what is no longer kept. */
  private final LedgerDriver driver = new LedgerDriver(Duration.ofDays(730));

  @AfterEach
  void close() {
    driver.close();
  }

  private Set<String> granularities(String entity) {
    driver.energy();
    return driver.energy().values().stream()
        .filter(w -> w.getEntity().equals(entity))
        .filter(w -> w.getStart().isBefore(Instant.parse("2023-12-01T00:00:00Z")))
        .filter(w -> !w.getGranularity().startsWith("rolling"))
        .map(w -> w.getGranularity())
        .collect(Collectors.toSet());
  }

  private long electricity(String key) {
    return driver.energy().get(key).getAmounts().get("electricity").getAmount();
  }

  @Test
  void shouldDeleteFineWindowsThatAreTooOldAndTellTheirTopics() {
    driver.define(unit("U", "360102", interval("E1")));
    driver.read("U", reading("E1", OLD, 5), reading("E1", "2023-01-01T01:00:00Z", 7));
    assertThat(granularities("U")).contains("15m", "1h", "1d", "1M");
    assertThat(driver.carbon()).containsKey("360000|1h|" + OLD);

    driver.read("U", reading("E1", "2024-02-05T00:00:00Z", 1));
    assertThat(granularities("U")).contains("15m");

    driver.read("U", reading("E1", "2024-02-06T00:00:00Z", 1));
    for (String entity : List.of("U", "360000", "100000", "industry-3120")) {
      assertThat(granularities(entity)).as(entity).doesNotContain("15m").contains("1h");
    }
    assertThat(electricity("360000|1h|" + OLD)).isEqualTo(5_000);

    driver.advance(Duration.ofDays(45));
    driver.read("U", reading("E1", "2025-03-13T00:00:00Z", 1));
    for (String entity : List.of("U", "360000", "100000", "industry-3120")) {
      assertThat(granularities(entity)).as(entity).doesNotContain("1h").contains("1M");
    }
    assertThat(driver.carbon()).doesNotContainKey("360000|1h|" + OLD);
    assertThat(electricity("360000|1M|2022-12-31T16:00:00Z")).isEqualTo(12_000);
  }

  @Test
  void shouldCountALateReadingOfAForgottenQuarterHourInDaysMonthsAndYears() {
    driver.define(unit("U", "360102", interval("E1")));
    driver.target(budget("T", "U", "2023", 11));
    driver.read("U", reading("E1", OLD, 5));
    driver.read("U", reading("E1", "2024-02-06T00:00:00Z", 1));
    assertThat(granularities("U")).doesNotContain("15m");

    driver.read("U", reading("E1", "2023-01-01T05:00:00Z", 7));

    assertThat(granularities("U")).doesNotContain("15m");
    for (String window : List.of("1d|2022-12-31T16:00:00Z", "1M|2022-12-31T16:00:00Z")) {
      assertThat(electricity("U|" + window)).isEqualTo(12_000);
      assertThat(electricity("100000|" + window)).isEqualTo(12_000);
    }
    assertThat(electricity("U|1h|2023-01-01T05:00:00Z")).isEqualTo(7_000);
    // The limit was passed in a quarter hour that is gone: its hour is told.
    assertThat(driver.alerts())
        .extracting(AlertEvent::getCrossedAt)
        .containsExactly(Instant.parse("2023-01-01T05:00:00Z"));
    driver.read("U", reading("E1", "2023-01-01T05:00:00Z", 6));
    assertThat(electricity("U|1d|2022-12-31T16:00:00Z")).isEqualTo(11_000);
    assertThat(driver.alerts()).extracting(AlertEvent::getReason).containsExactly("restated");
  }

  @Test
  void shouldKeepTheRollingTwelveMonthsExact() {
    driver.define(unit("U", "360102", interval("E1")));
    driver.read("U", reading("E1", OLD, 5), reading("E1", "2023-02-06T00:15:00Z", 7));
    driver.read("U", reading("E1", "2024-02-06T00:00:00Z", 1));
    assertThat(electricity("U|rolling-12M")).isEqualTo(8_000);
    driver.read("U", reading("E1", "2024-02-06T00:15:00Z", 1));
    assertThat(electricity("U|rolling-12M")).isEqualTo(2_000);
  }

  @Test
  void shouldRefuseAMoveOfQuarterHoursThatAreGone() {
    EnergyUnit home = unit("U", "360102", interval("E1"));
    driver.define(home);
    driver.read("U", reading("E1", OLD, 5), reading("E1", "2024-02-06T00:00:00Z", 1));
    driver.define(unit("U", "330108", interval("E1")));
    driver.define(moved(home, "2023-01-01T00:00:00Z"));
    assertThat(driver.energy().keySet()).noneMatch(key -> key.startsWith("33"));
    driver.define(moved(home, "2024-02-01T00:00:00Z"));
    assertThat(electricity("330000|1Y|2023-12-31T16:00:00Z")).isEqualTo(1_000);
    assertThat(electricity("360000|1Y|2022-12-31T16:00:00Z")).isEqualTo(5_000);
  }

  private static EnergyUnit moved(EnergyUnit home, String until) {
    return new EnergyUnit(
        "U",
        "U",
        "330108",
        "3120",
        Given.ZONE,
        home.points(),
        List.of(new Affiliation.Earlier(at(until), home.affiliation())),
        List.of(),
        Optional.empty());
  }

  @Test
  void shouldPublishDaysAndCoarserWindowsOnlyWhereNobodyAsksForFinerOnes() {
    try (LedgerDriver days = new LedgerDriver(Duration.ofDays(45), Granularity.DAY)) {
      days.define(unit("U", "360102", interval("E1")));
      days.read("U", reading("E1", OLD, 5), reading("E1", "2023-01-01T01:00:00Z", 7));
      days.read("U", reading("E1", "2024-02-06T00:00:00Z", 1));

      assertThat(days.energy().keySet())
          .noneMatch(key -> key.contains("15m") || key.contains("|1h|"));
      assertThat(days.carbon().keySet()).noneMatch(key -> key.contains("|1h|"));
      for (String window : List.of("U|1d|2022-12-31T16:00:00Z", "360000|1M|2022-12-31T16:00:00Z")) {
        assertThat(days.energy().get(window).getAmounts().get("electricity").getAmount())
            .isEqualTo(12_000);
      }
    }
  }

  @Test
  void shouldPublishQuarterHoursAndHoursOfLoadedHistoryFromTheirDaysOnAndDaysFromTheBeginning() {
    LedgerSettings settings =
        LedgerSettings.DEFAULT.withPublishedFrom(
            Map.of(
                Granularity.HOUR,
                at("2024-02-05T00:00:00Z"),
                Granularity.QUARTER_HOUR,
                at("2024-02-05T12:20:00Z")));
    try (LedgerDriver some = new LedgerDriver(settings)) {
      some.define(unit("U", "360102", interval("E1")));
      some.read(
          "U", reading("E1", "2024-02-04T23:45:00Z", 5), reading("E1", "2024-02-05T00:00:00Z", 7));
      some.read("U", reading("E1", "2024-02-05T12:15:00Z", 1));
      some.read("U", reading("E1", "2024-02-05T12:30:00Z", 2));
      // A correction of what was never published in detail shows in its day alone.
      some.read("U", reading("E1", "2024-02-04T23:45:00Z", 6));

      for (String entity : List.of("U", "360102", "industry-3120")) {
        assertThat(some.energy().keySet().stream().filter(key -> key.startsWith(entity)))
            .filteredOn(key -> key.contains("|15m|") || key.contains("|1h|"))
            .containsExactlyInAnyOrder(
                entity + "|15m|2024-02-05T12:30:00Z",
                entity + "|1h|2024-02-05T00:00:00Z",
                entity + "|1h|2024-02-05T12:00:00Z");
        assertThat(amount(some, entity + "|1h|2024-02-05T12:00:00Z")).isEqualTo(3_000);
        assertThat(amount(some, entity + "|1d|2024-02-04T16:00:00Z")).isEqualTo(16_000);
      }
    }
  }

  private static long amount(LedgerDriver driver, String window) {
    return driver.energy().get(window).getAmounts().get("electricity").getAmount();
  }

  @Test
  void shouldNotTakeSettingsThatWouldDeleteWhatRollingWindowsNeed() {
    LedgerSettings byDefault = LedgerSettings.DEFAULT;
    assertThatThrownBy(
            () ->
                new LedgerSettings(
                    byDefault.zone(),
                    byDefault.horizon(),
                    byDefault.publishInterval(),
                    Duration.ofDays(30),
                    Duration.ofDays(800)))
        .hasMessageContaining("expected: PT8880H or more");
  }
}
