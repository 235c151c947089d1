// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.AlertsGiven.BEGIN;
import static io.tanliu.topology.AlertsGiven.hour;
import static io.tanliu.topology.AlertsGiven.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.SignalLevel;
import io.tanliu.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alerts of periods that are long over, of which little is kept. */
class ClosedAlertsTest {
  private static final double DAY = 24;
  private static final double YEARS = 2 * 366 * DAY;
  private static final String LIVES = "alerts-lives";
  private static final String ENDED = "alerts-ended";

  private AlertsDriver alerts = new AlertsDriver(BEGIN);
  private Instant log = BEGIN;

  @AfterEach
  void close() {
    alerts.close();
  }

  /** Each record comes a second after the one before, whatever time it speaks of. */
  private void send(AlertSignal signal) {
    log = log.plusSeconds(1);
    alerts.send(Topics.ALERT_SIGNAL, signal.getEntity(), signal, log);
  }

  private static AlertSignal.Builder of(String period, SignalLevel level, double since, double at) {
    return signal("budget-breach", "U", level, since, at)
        .setSubject("T-" + period)
        .setPeriod(period);
  }

  private void fireAndRestate(String month) {
    send(of(month, SignalLevel.CRITICAL, 0, 1).build());
    send(of(month, SignalLevel.NONE, 2, 2).setRestated(true).build());
    alerts.events();
  }

  @Test
  void shouldKeepOfAPeriodThatIsLongOverTheNumbersAloneAndGoOnCountingWhenACorrectionReopensIt() {
    fireAndRestate("2025-02");
    send(of("2025-03", SignalLevel.NONE, 28 * DAY, 400 * DAY).build());
    assertThat(alerts.rows(LIVES)).as("the period ended on 1 March, 372 days before").isEqualTo(2);
    send(of("2026-04", SignalLevel.NONE, 428 * DAY, 428 * DAY).build());
    assertThat(alerts.rows(LIVES)).isEqualTo(2);
    assertThat(alerts.rows(ENDED)).isEqualTo(1);
    alerts = alerts.restarted();

    send(of("2025-02", SignalLevel.CRITICAL, 1, 428 * DAY).build());
    assertThat(alerts.events())
        .extracting(AlertEvent::getSequence, AlertEvent::getEpisode, AlertEvent::getState)
        .containsExactly(tuple(3, 2, AlertState.FIRING));
    assertThat(alerts.rows(ENDED)).isZero();
    send(of("2025-02", SignalLevel.NONE, 2, 429 * DAY).setRestated(true).build());
    assertThat(alerts.events())
        .extracting(AlertEvent::getSequence, AlertEvent::getEpisode, AlertEvent::getReason)
        .containsExactly(tuple(4, 2, "restated"));
  }

  @Test
  void shouldKeepNothingOfWhatWasNeverTold() {
    send(of("2025-02", SignalLevel.NONE, 0, 1).build());
    send(of("2027-02", SignalLevel.NONE, YEARS, YEARS).build());
    assertThat(alerts.rows(LIVES)).isEqualTo(1);
    assertThat(alerts.rows(ENDED)).isZero();
    assertThat(alerts.events()).isEmpty();
  }

  @Test
  void shouldEndWhatStillHoldsOfAPeriodThatNothingCanCorrectAnyMore() {
    send(of("2025-02", SignalLevel.CRITICAL, 0, 1).build());
    alerts.events();
    send(of("2027-02", SignalLevel.NONE, YEARS, YEARS).build());
    assertThat(alerts.events())
        .extracting(AlertEvent::getAlertId, AlertEvent::getState, AlertEvent::getReason)
        .containsExactly(tuple("budget-breach|U|T-2025-02", AlertState.RESOLVED, "period-closed"));
    assertThat(alerts.rows(LIVES)).isEqualTo(1);
  }

  @Test
  void shouldTellOfAnOldPeriodThatACorrectionReopensUntilThereIsSomethingNewer() {
    fireAndRestate("2025-02");
    send(of("2027-02", SignalLevel.NONE, YEARS, YEARS).build());
    send(of("2025-02", SignalLevel.CRITICAL, 1, 27 * DAY).build());
    assertThat(alerts.events())
        .extracting(AlertEvent::getSequence, AlertEvent::getState)
        .containsExactly(tuple(3, AlertState.FIRING));
    send(of("2027-03", SignalLevel.NONE, YEARS, YEARS + DAY).build());
    assertThat(alerts.events())
        .extracting(AlertEvent::getSequence, AlertEvent::getState, AlertEvent::getReason)
        .containsExactly(tuple(4, AlertState.RESOLVED, "period-closed"));
  }

  @Test
  void shouldKeepWhatIsOpenAndHasNoPeriodAndLetGoOfItWhenItIsOver() {
    send(signal("unit-offline", "U", SignalLevel.WARNING, 0, 1).setPeriod("").build());
    send(of("2027-02", SignalLevel.NONE, YEARS, YEARS).build());
    assertThat(alerts.events()).extracting(AlertEvent::getState).containsExactly(AlertState.FIRING);
    assertThat(alerts.rows(LIVES)).isEqualTo(2);
    send(signal("unit-offline", "U", SignalLevel.NONE, YEARS, YEARS + 1).setPeriod("").build());
    send(of("2029-02", SignalLevel.NONE, 2 * YEARS, 2 * YEARS).build());
    assertThat(alerts.rows(LIVES)).isEqualTo(1);
  }

  @Test
  void shouldForgetEvenTheNumbersWhenItsChangesHaveLeftTheirTopic() {
    fireAndRestate("2025-02");
    send(of("2027-02", SignalLevel.NONE, YEARS, YEARS).build());
    alerts.states();
    log = log.plus(Duration.ofDays(399));
    send(of("2027-03", SignalLevel.NONE, YEARS, YEARS).build());
    assertThat(alerts.rows(ENDED)).isEqualTo(1);
    log = log.plus(Duration.ofDays(1));
    send(of("2027-04", SignalLevel.NONE, YEARS, YEARS).build());
    assertThat(alerts.rows(ENDED)).isZero();
    assertThat(alerts.states())
        .as("its newest state is deleted, so that its topic stays bounded, too")
        .containsOnlyKeys("budget-breach|U|T-2025-02")
        .containsEntry("budget-breach|U|T-2025-02", null);
    send(of("2025-02", SignalLevel.CRITICAL, 1, YEARS).build());
    assertThat(alerts.events())
        .extracting(AlertEvent::getSequence, AlertEvent::getEpisode)
        .as("nobody knows its old numbers any more")
        .containsExactly(tuple(1, 1));
  }

  @Test
  void shouldStayBoundedOverYearsOfMonths() {
    for (int month = 0; month < 120; month++) {
      double at = month * 30.5 * DAY;
      Instant first = hour(at);
      String period = first.toString().substring(0, 7);
      log = BEGIN.plus(Duration.ofHours(Math.round(at)));
      send(of(period, SignalLevel.CRITICAL, at, at + 1).build());
      assertThat(alerts.rows(LIVES)).isLessThanOrEqualTo(15);
      assertThat(alerts.rows(ENDED)).isLessThanOrEqualTo(15);
    }
    assertThat(alerts.rows(LIVES) + alerts.rows(ENDED)).isGreaterThan(20);
  }
}
