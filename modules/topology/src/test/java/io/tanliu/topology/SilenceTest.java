// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.at;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.QualityUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has fallen silent, by a wall clock that the test moves. */
class SilenceTest {
  /** Where the driver's clock begins. */
  private static final long BEGIN = at("2025-02-01T00:00:00Z");

  private static final long MINUTE = 60_000L;

  /** The default of units with quarter-hour points: three of them. */
  private static final int LIMIT = 45;

  private final LedgerDriver driver = new LedgerDriver();
  private long minute;

  @BeforeEach
  void define() {
    driver.define(unit("U", "360102", interval("E1")));
    driver.define(unit("V", "360102", interval("E1")));
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void shouldTellAUnitOfflineAndOnlineAgainWithinAMinuteOfTheFact() {
    send("U", 0);
    for (int i = 1; i < LIMIT; i++) {
      wait(1);
      send("V", minute);
    }
    assertThat(driver.alerts()).isEmpty();
    wait(1);
    List<AlertEvent> offline = driver.alerts();
    assertThat(offline).hasSize(1);
    assertThat(offline.get(0))
        .satisfies(
            event -> {
              assertThat(event.getAlertId()).isEqualTo("unit-offline|U|connection");
              assertThat(event.getState()).isEqualTo(AlertState.FIRING);
              assertThat(event.getReason()).isEqualTo("silent");
              assertThat(event.getAt().toEpochMilli()).isEqualTo(BEGIN + LIMIT * MINUTE);
              assertThat(event.getLimit()).isEqualTo(Long.toString(LIMIT * MINUTE));
              assertThat(event.getUnit()).isEqualTo("ms");
            });
    Map<String, QualityUnit> quality = driver.quality();
    assertThat(quality.get("U|2025-02-01").getOnline()).isFalse();
    assertThat(quality.get("U|2025-02-01").getOnlineSince().toEpochMilli())
        .isEqualTo(BEGIN + LIMIT * MINUTE);
    assertThat(quality.get("V|2025-02-01").getOnline()).isTrue();

    for (int i = 0; i < 30; i++) {
      wait(1);
      send("V", minute);
    }
    assertThat(driver.alerts()).as("one alert per silence").isEmpty();
    send("U", minute);
    wait(1);
    List<AlertEvent> online = driver.alerts();
    assertThat(online).extracting(AlertEvent::getState).containsExactly(AlertState.RESOLVED);
    assertThat(online.get(0).getSequence()).isEqualTo(2);
    assertThat(online.get(0).getAt().toEpochMilli()).isEqualTo(BEGIN + minute(-1));
    assertThat(online.get(0).getMeasured()).isEqualTo(Long.toString(minute(-1)));
    assertThat(driver.quality().get("U|2025-02-01").getOnline()).isTrue();
  }

  @Test
  void shouldTakeTheUnitsOwnLimit() {
    EnergyUnit plain = unit("U", "360102", interval("E1"));
    driver.define(
        new EnergyUnit(
            "U",
            "U",
            "360102",
            "3120",
            Given.ZONE,
            plain.points(),
            List.of(),
            List.of(),
            Optional.of(Duration.ofMinutes(5))));
    send("U", 0);
    wait(4);
    assertThat(driver.alerts()).isEmpty();
    wait(1);
    assertThat(driver.alerts()).extracting(AlertEvent::getState).containsExactly(AlertState.FIRING);
  }

  @Test
  void shouldNotCallAUnitSilentWhoseFramesWaitInTheBacklog() {
    send("U", -120);
    send("V", -120);
    wait(1);
    for (int sent = -119; sent <= 0; sent++) {
      send("U", sent);
      if (sent < -90) {
        send("V", sent);
      }
      driver.advance(Duration.ofMillis(500));
    }
    minute++;
    assertThat(driver.alerts()).as("while it is drained").isEmpty();
    wait(1);
    send("U", minute);
    wait(1);
    assertThat(driver.alerts())
        .as("V has been silent since 90 minutes before: told as soon as the log is read to its end")
        .extracting(AlertEvent::getAlertId)
        .containsExactly("unit-offline|V|connection");
  }

  @Test
  void shouldJudgeNobodyByASilenceThatItDidNotWatch() {
    send("U", -120);
    wait(LIMIT - 1);
    assertThat(driver.alerts()).isEmpty();
    wait(2);
    assertThat(driver.alerts()).extracting(AlertEvent::getEntity).containsExactly("U");
  }

  @Test
  void shouldKeepTheStateOfTheAlertByItsId() {
    send("U", 0);
    wait(LIMIT + 1);
    assertThat(driver.alertStates()).containsOnlyKeys("unit-offline|U|connection");
    assertThat(Topics.ALERT_STATE.name()).isEqualTo("tanliu.alert.state");
  }

  private long minute(int offset) {
    return (minute + offset) * MINUTE;
  }

  private void wait(int minutes) {
    for (int i = 0; i < minutes; i++) {
      driver.advance(Duration.ofMinutes(1));
      minute++;
    }
  }

  private void send(String unit, long receivedMinute) {
    long receivedAt = BEGIN + receivedMinute * MINUTE;
    long slot = Math.floorDiv(receivedAt, 15 * MINUTE) * 15 * MINUTE;
    driver.frame(
        new ReadingFrame(
            unit + receivedMinute,
            unit,
            receivedAt,
            "test",
            List.of(new Reading("E1", slot, receivedMinute + 1_000, 0))));
  }
}
