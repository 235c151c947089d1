// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.AlertsGiven.BEGIN;
import static io.tanliu.topology.AlertsGiven.command;
import static io.tanliu.topology.AlertsGiven.hour;
import static io.tanliu.topology.AlertsGiven.judged;
import static io.tanliu.topology.AlertsGiven.rule;
import static io.tanliu.topology.AlertsGiven.signal;
import static io.tanliu.topology.AlertsGiven.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tanliu.avro.AlertAction;
import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertSeverity;
import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.SignalLevel;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Side;
import io.tanliu.domain.alert.Threshold;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What Alertmanager and Prometheus, Grafana, Kapacitor, ThingsBoard or the usual stream patterns
 * have, feature by feature (docs/ALERTS.md), and what none of them has. Grouping, the resolved
 * notice and notices that are sent once are tested where notices are made.
 */
class PeerFeaturesTest {
  private static final String PACE = "budget-pace|U|T";
  private static final Threshold WARNING = threshold("1.0", "0.9");
  private static final Threshold CRITICAL = threshold("1.5", "1.3");

  private AlertsDriver alerts;

  private static Threshold threshold(String raise, String reset) {
    return new Threshold(new BigDecimal(raise), new BigDecimal(reset));
  }

  private static RuleSetting setting(String rule, long forHours, long keepHours) {
    return new RuleSetting(
        rule,
        true,
        Side.ABOVE,
        "1",
        Map.of(Level.WARNING, WARNING, Level.CRITICAL, CRITICAL),
        Duration.ofHours(forHours).toMillis(),
        Duration.ofHours(keepHours).toMillis(),
        Duration.ofHours(3).toMillis(),
        List.of(Duration.ofHours(4).toMillis(), Duration.ofHours(24).toMillis()),
        List.of(),
        List.of(),
        250,
        500,
        "test");
  }

  private static final RuleSetting SUDDEN = setting("sudden", 0, 0);
  private static final RuleSetting PATIENT = setting("patient", 2, 0);
  private static final RuleSetting LASTING = setting("lasting", 0, 3);

  @BeforeEach
  void start() {
    List<RuleSetting> rules = new ArrayList<>(Seeds.load().alertRules().defaults());
    rules.addAll(List.of(SUDDEN, PATIENT, LASTING));
    alerts = new AlertsDriver(new RuleBook(rules), BEGIN);
    UnitDefinition unit = UnitMapping.toAvro(Given.unit("U", "360102", Given.interval("E1")));
    alerts.send(Topics.REF_UNIT, "U", unit, BEGIN);
  }

  @AfterEach
  void close() {
    alerts.close();
  }

  private void say(AlertSignal signal, double at) {
    alerts.send(Topics.ALERT_SIGNAL, signal.getEntity(), signal, hour(at));
  }

  private List<AlertChange> changes() {
    return alerts.events().stream().map(AlertEvent::getChange).toList();
  }

  private AlertEvent only() {
    List<AlertEvent> events = alerts.events();
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private AlertEvent last() {
    List<AlertEvent> events = alerts.events();
    return events.get(events.size() - 1);
  }

  /** Row "pending / for-duration". */
  @Test
  void shouldWaitForTheDurationBeforeItFires() {
    say(judged(PATIENT, "U", "0.5", "1.1"), 1);
    assertThat(only().getState()).isEqualTo(AlertState.PENDING);
    say(judged(PATIENT, "U", "0.5", "1.1", "1.1"), 2);
    assertThat(changes()).isEmpty();
    say(judged(PATIENT, "U", "0.5", "1.1", "1.1", "1.1"), 3);
    AlertEvent fired = only();
    assertThat(fired.getChange()).isEqualTo(AlertChange.FIRED);
    assertThat(fired.getEpisodeStart()).isEqualTo(hour(1));
    say(judged(PATIENT, "V", "1.1", "0.5"), 4);
    assertThat(changes()).as("too short to be told").isEmpty();
  }

  /** Row "pending / for-duration": a severity that changed in the meantime. */
  @Test
  void shouldFireWithTheSeverityThatHasHeldForLongEnoughWhenItChangedWhileItWasPending() {
    say(judged(PATIENT, "U", "1.1", "1.6"), 1);
    say(judged(PATIENT, "U", "1.1", "1.6", "1.6"), 2);
    say(judged(PATIENT, "U", "1.1", "1.6", "1.6", "1.6"), 3);
    assertThat(alerts.events())
        .extracting(AlertEvent::getChange, AlertEvent::getSeverity)
        .as("critical for an hour only when it fires, and for two hours later")
        .containsExactly(
            tuple(AlertChange.PENDED, AlertSeverity.CRITICAL),
            tuple(AlertChange.FIRED, AlertSeverity.WARNING),
            tuple(AlertChange.RAISED, AlertSeverity.CRITICAL));
    say(judged(PATIENT, "V", "1.6", "1.1"), 1);
    say(judged(PATIENT, "V", "1.6", "1.1", "1.1"), 2);
    assertThat(alerts.events())
        .extracting(AlertEvent::getChange, AlertEvent::getSeverity)
        .as("no longer critical when it fires")
        .containsExactly(
            tuple(AlertChange.PENDED, AlertSeverity.WARNING),
            tuple(AlertChange.FIRED, AlertSeverity.WARNING));
  }

  /** Row "keep firing / recovering". */
  @Test
  void shouldKeepFiringForAWhileAfterTheConditionHeldLast() {
    say(judged(LASTING, "U", "1.1", "0.5"), 1);
    assertThat(changes()).isEmpty();
    say(judged(LASTING, "U", "1.1"), 0);
    assertThat(changes()).containsExactly(AlertChange.FIRED);
    say(judged(LASTING, "U", "1.1", "0.5", "0.5"), 2);
    assertThat(changes()).isEmpty();
    say(judged(LASTING, "U", "1.1", "0.5", "0.5", "0.5"), 3);
    assertThat(changes()).containsExactly(AlertChange.RESOLVED);
  }

  /** Row "hysteresis". */
  @Test
  void shouldKeepTheAlertOpenInsideTheHysteresis() {
    say(judged(SUDDEN, "U", "1.1"), 0);
    assertThat(changes()).containsExactly(AlertChange.FIRED);
    say(judged(SUDDEN, "U", "1.1", "0.95"), 1);
    assertThat(changes()).isEmpty();
    say(judged(SUDDEN, "U", "1.1", "0.95", "0.9"), 2);
    assertThat(changes()).containsExactly(AlertChange.RESOLVED);
    say(judged(SUDDEN, "U", "1.1", "0.95", "0.9", "0.95"), 3);
    assertThat(changes()).as("from below it does not fire there").isEmpty();
  }

  /** Row "severity escalation / demotion". */
  @Test
  void shouldRaiseAndLowerTheSeverityByTheResetThresholdOfEachLevel() {
    say(judged(SUDDEN, "U", "1.1"), 0);
    say(judged(SUDDEN, "U", "1.1", "1.6"), 1);
    say(judged(SUDDEN, "U", "1.1", "1.6", "1.4"), 2);
    say(judged(SUDDEN, "U", "1.1", "1.6", "1.4", "1.3"), 3);
    assertThat(alerts.events())
        .extracting(AlertEvent::getChange, AlertEvent::getSeverity)
        .containsExactly(
            tuple(AlertChange.FIRED, AlertSeverity.WARNING),
            tuple(AlertChange.RAISED, AlertSeverity.CRITICAL),
            tuple(AlertChange.LOWERED, AlertSeverity.WARNING));
  }

  /** Row "flapping". */
  @Test
  void shouldMuteAnAlertThatGoesToAndFroAndSayWhenItHasSettled() {
    String[] values = new String[21];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2 == 0 ? "1.1" : "0.5";
    }
    say(judged(SUDDEN, "U", values), 20);
    AlertEvent flapping = only();
    assertThat(flapping.getFlapping()).isTrue();
    assertThat(flapping.getFlapScore()).isEqualTo(1000);
    assertThat(flapping.getMuted()).isEqualTo("flapping");
    String[] settled = new String[41];
    Arrays.fill(settled, "1.1");
    System.arraycopy(values, 0, settled, 0, values.length);
    say(judged(SUDDEN, "U", settled), 41);
    AlertEvent steady = last();
    assertThat(steady.getChange()).isEqualTo(AlertChange.STEADY);
    assertThat(steady.getState()).isEqualTo(AlertState.FIRING);
    assertThat(steady.getMuted()).isNull();
  }

  /** Row "flapping", for rules that judge no steps: by the hours of the log. */
  @Test
  void shouldScoreFlappingOfAUnitThatComesAndGoesByTheHoursOfTheLog() {
    for (int h = 0; h < 12; h++) {
      SignalLevel level = h % 2 == 0 ? SignalLevel.WARNING : SignalLevel.NONE;
      say(signal("unit-offline", "U", level, h, h).build(), h);
    }
    List<AlertEvent> events = alerts.events();
    assertThat(events.get(0).getFlapping()).isFalse();
    assertThat(events.get(events.size() - 1).getFlapping()).isTrue();
    say(signal("unit-offline", "U", SignalLevel.WARNING, 12, 12).build(), 12);
    assertThat(only().getMuted()).isEqualTo("flapping");
    say(signal("unit-offline", "V", SignalLevel.NONE, 40, 40).build(), 40);
    assertThat(changes()).contains(AlertChange.STEADY);
  }

  /** Row "inhibition". */
  @Test
  void shouldLetAUnitThatIsOfflineExplainItsOwnStaleData() {
    say(signal("surge", "U", SignalLevel.NONE, 0, 5).setNoData(true).build(), 5);
    assertThat(only().getMuted()).isNull();
    say(signal("unit-offline", "U", SignalLevel.WARNING, 5, 6).build(), 6);
    assertThat(alerts.events())
        .extracting(AlertEvent::getAlertId, AlertEvent::getChange, AlertEvent::getInhibitedBy)
        .containsExactly(
            tuple("unit-offline|U|T", AlertChange.FIRED, null),
            tuple("surge|U|T", AlertChange.INHIBITED, "unit-offline|U|T"));
    say(signal("surge", "V", SignalLevel.NONE, 0, 6).setNoData(true).build(), 6);
    assertThat(only().getMuted()).as("of another unit").isNull();
    say(signal("unit-offline", "U", SignalLevel.NONE, 7, 7).build(), 7);
    assertThat(changes()).containsExactly(AlertChange.RESOLVED, AlertChange.UNINHIBITED);
  }

  /** Row "inhibition": a region over its limit mutes nothing below, unless its rule says so. */
  @Test
  void shouldMuteNothingBelowARegionUnlessItsRuleSaysSo() {
    say(signal("budget-breach", "360000", SignalLevel.CRITICAL, 1, 2).build(), 2);
    say(signal("budget-pace", "U", SignalLevel.WARNING, 1, 2).build(), 2);
    assertThat(alerts.events()).extracting(AlertEvent::getMuted).containsOnlyNulls();
    alerts.send(
        Topics.REF_ALERT_RULE,
        "budget-breach|360000",
        rule("budget-breach", "360000").setInhibits(List.of("budget-pace/below")).build(),
        hour(3));
    AlertEvent muted = only();
    assertThat(muted.getAlertId()).isEqualTo(PACE);
    assertThat(muted.getInhibitedBy()).isEqualTo("budget-breach|360000|T");
    say(signal("budget-breach", "360000", SignalLevel.NONE, 4, 4).build(), 4);
    assertThat(alerts.events())
        .extracting(AlertEvent::getAlertId, AlertEvent::getChange)
        .contains(tuple(PACE, AlertChange.UNINHIBITED));
  }

  /** Row "inhibition": what must be equal, as in Alertmanager. */
  @Test
  void shouldLetABreachExplainThePaceOfItsOwnTargetOnly() {
    say(signal("budget-pace", "U", SignalLevel.WARNING, 1, 2).build(), 2);
    say(signal("budget-pace", "U", SignalLevel.WARNING, 1, 2).setSubject("OTHER").build(), 2);
    alerts.events();
    say(signal("budget-breach", "U", SignalLevel.CRITICAL, 3, 3).build(), 3);
    assertThat(alerts.events())
        .extracting(AlertEvent::getAlertId, AlertEvent::getChange)
        .containsExactly(
            tuple("budget-breach|U|T", AlertChange.FIRED), tuple(PACE, AlertChange.INHIBITED));
  }

  /** Row "silence, mute times": a silence with author, reason and end. */
  @Test
  void shouldSilenceWhatMatchesUntilTheSilenceEnds() {
    say(signal("budget-pace", "U", SignalLevel.WARNING, 0, 1).build(), 1);
    say(signal("budget-pace", "V", SignalLevel.WARNING, 0, 1).build(), 1);
    alerts.events();
    alerts.send(
        Topics.ALERT_SILENCE,
        "S",
        silence("S", 2, 6).setRules(List.of("budget-pace")).setRegion("360100").build(),
        hour(2));
    AlertEvent silenced = only();
    assertThat(silenced.getEntity()).as("U lies in the region, V nowhere").isEqualTo("U");
    assertThat(silenced.getMuted()).isEqualTo("silence S");
    assertThat(silenced.getSilencedUntil()).isEqualTo(hour(6));
    say(signal("budget-pace", "U", SignalLevel.CRITICAL, 3, 3).build(), 3);
    AlertEvent raised = only();
    assertThat(raised.getChange()).as("it goes on being judged").isEqualTo(AlertChange.RAISED);
    assertThat(raised.getSilencedBy()).isEqualTo("S");
    say(signal("budget-pace", "V", SignalLevel.WARNING, 0, 8).build(), 8);
    AlertEvent over = only();
    assertThat(over.getChange()).isEqualTo(AlertChange.UNSILENCED);
    assertThat(over.getDecidedAt()).as("at its end, not at the next record").isEqualTo(hour(6));
  }

  /** Row "silence, mute times": times of the week. */
  @Test
  void shouldMuteAtTheTimesOfTheWeekThatASilenceNames() {
    say(signal("budget-pace", "U", SignalLevel.WARNING, 0, 1).build(), 1);
    alerts.events();
    alerts.send(
        Topics.ALERT_SILENCE,
        "nights",
        silence("nights", 0, 1_000).setDailyFrom("22:00").setDailyUntil("06:00").build(),
        hour(2));
    assertThat(changes()).as("10 in the morning").isEmpty();
    say(signal("budget-pace", "V", SignalLevel.NONE, 0, 30).build(), 30);
    assertThat(alerts.events())
        .extracting(AlertEvent::getChange, AlertEvent::getDecidedAt)
        .containsExactly(
            tuple(AlertChange.SILENCED, hour(14)), tuple(AlertChange.UNSILENCED, hour(22)));
  }

  /** Row "no data / error". */
  @Test
  void shouldHaveNoDataAsAStateOfItsOwnAndNeverCallItWell() {
    say(judged(SUDDEN, "U", "1.1"), 0);
    say(judged(SUDDEN, "U", "1.1", "-", "-", "-"), 3);
    assertThat(changes()).containsExactly(AlertChange.FIRED, AlertChange.NO_DATA);
    say(judged(SUDDEN, "U", "1.1", "-", "-", "-", "1.1"), 4);
    AlertEvent resumed = last();
    assertThat(resumed.getChange()).isEqualTo(AlertChange.RESUMED);
    assertThat(resumed.getEpisode()).isEqualTo(1);
    say(judged(SUDDEN, "V", "0.5", "-", "-", "-"), 5);
    assertThat(only().getState()).as("also of one that was well").isEqualTo(AlertState.NO_DATA);
    say(judged(SUDDEN, "V", "0.5", "-", "-", "-", "0.5"), 6);
    AlertEvent back = only();
    assertThat(back.getState()).isEqualTo(AlertState.RESOLVED);
    assertThat(back.getReason()).isEqualTo("data-returned");
  }

  /** Row "ack": with note, withdrawn, and needed anew when it gets worse. */
  @Test
  void shouldTakeAnAcknowledgementWithItsNoteAndAskForAnotherWhenItGetsWorse() {
    say(judged(SUDDEN, "U", "1.1"), 0);
    ask("c1", AlertAction.ACKNOWLEDGE, "已联系企业", 1);
    ask("c1", AlertAction.ACKNOWLEDGE, "已联系企业", 1.5);
    List<AlertEvent> events = alerts.events();
    assertThat(events).as("a repeat has no effect").hasSize(2);
    AlertEvent acknowledged = events.get(1);
    assertThat(acknowledged.getAcknowledgedBy()).isEqualTo("张三");
    assertThat(acknowledged.getAcknowledgedNote()).isEqualTo("已联系企业");
    assertThat(acknowledged.getAcknowledgedAt()).isEqualTo(hour(1));
    assertThat(acknowledged.getCommandId()).isEqualTo("c1");
    assertThat(acknowledged.getEscalatesAt()).isNull();
    ask("n1", AlertAction.NOTE, "周三到场", 2);
    assertThat(only().getNote()).isEqualTo("周三到场");
    say(judged(SUDDEN, "U", "1.1", "1.6"), 3);
    assertThat(only().getAcknowledgedBy()).isNull();
    ask("c2", AlertAction.ACKNOWLEDGE, "", 4);
    ask("c3", AlertAction.UNACKNOWLEDGE, "", 5);
    assertThat(changes()).containsExactly(AlertChange.ACKNOWLEDGED, AlertChange.UNACKNOWLEDGED);
  }

  private void ask(String id, AlertAction action, String note, double at) {
    alerts.send(
        Topics.ALERT_COMMAND,
        "U",
        command(id, "sudden|U|T", action, "张三", note, hour(at)),
        hour(at));
  }

  /** Row "ack" of ThingsBoard has assignment; here it goes up when nobody takes it. */
  @Test
  void shouldEscalateFromCountyToCityToProvinceUntilSomebodyAcknowledges() {
    say(judged(SUDDEN, "U", "1.1"), 0);
    AlertEvent fired = only();
    assertThat(fired.getEscalatedTo()).isEqualTo("360102");
    assertThat(fired.getEscalatesAt()).isEqualTo(hour(4));
    say(signal("budget-pace", "V", SignalLevel.NONE, 0, 60).build(), 60);
    assertThat(alerts.events())
        .extracting(AlertEvent::getChange, AlertEvent::getEscalatedTo, AlertEvent::getDecidedAt)
        .containsExactly(
            tuple(AlertChange.ESCALATED, "360100", hour(4)),
            tuple(AlertChange.ESCALATED, "360000", hour(28)));
    ask("c1", AlertAction.ACKNOWLEDGE, "省里已办", 61);
    say(judged(SUDDEN, "U", "1.1", "0.5"), 62);
    say(judged(SUDDEN, "U", "1.1", "0.5", "1.2"), 63);
    AlertEvent again = alerts.events().get(2);
    assertThat(again.getEscalation()).as("another episode begins in the county").isZero();
    assertThat(again.getEpisode()).isEqualTo(2);
  }

  /** Row "dedupe / HA": one identity, each change once, whatever is repeated or restarted. */
  @Test
  void shouldGiveTheSameIdentityAndEachChangeOnceWhateverIsRepeatedOrRestarted() {
    AlertSignal found = judged(SUDDEN, "U", "1.1");
    say(found, 0);
    say(found, 0.1);
    alerts = restart();
    say(found, 0.2);
    say(judged(SUDDEN, "U", "1.1", "0.5"), 1);
    alerts = restart();
    say(judged(SUDDEN, "U", "1.1", "0.5"), 1.1);
    say(judged(SUDDEN, "U", "1.1", "0.5", "1.1"), 2);
    seen.addAll(alerts.events());
    assertThat(seen)
        .extracting(AlertEvent::getAlertId, AlertEvent::getSequence, AlertEvent::getEpisode)
        .containsExactly(
            tuple("sudden|U|T", 1, 1), tuple("sudden|U|T", 2, 1), tuple("sudden|U|T", 3, 2));
  }

  private final List<AlertEvent> seen = new ArrayList<>();

  private AlertsDriver restart() {
    seen.addAll(alerts.events());
    return alerts.restarted();
  }

  /** Row "audit of decisions": who, when, why and on what ground, for every change. */
  @Test
  void shouldRecordEveryDecisionWithItsCauseItsTimeAndItsEvidence() {
    say(judged(SUDDEN, "U", "1.1"), 0);
    ask("c1", AlertAction.ACKNOWLEDGE, "已联系企业", 1);
    say(judged(SUDDEN, "U", "1.1", "0.5"), 2);
    List<AlertEvent> events = alerts.events();
    assertThat(events).extracting(AlertEvent::getSequence).containsExactly(1, 2, 3);
    assertThat(events).extracting(AlertEvent::getSource).containsOnly("文件 第3条");
    assertThat(events).extracting(AlertEvent::getMeasured).containsExactly("1.1", "1.1", "0.5");
    assertThat(events)
        .extracting(AlertEvent::getDecidedAt)
        .containsExactly(hour(0), hour(1), hour(2));
    assertThat(events).extracting(AlertEvent::getAuthor).containsExactly(null, "张三", null);
    assertThat(alerts.states().get("sudden|U|T")).isEqualTo(events.get(2));
  }

  /** The row that no peer has: by event time, so that a replay of the log decides the same. */
  @Test
  void shouldDecideTheSameInAReplayOfTheLogAsItDidLive() {
    RandomLog log = new RandomLog(7);
    List<AlertEvent> live = new ArrayList<>();
    Instant clock = BEGIN;
    for (RandomLog.Entry entry : log.entries(400)) {
      // Live, time also passes between records, and the application is restarted.
      Duration passed = Duration.between(clock, entry.at());
      alerts.advance(passed);
      clock = clock.plus(passed);
      entry.send(alerts);
      live.addAll(alerts.events());
      if (entry.restart()) {
        alerts = alerts.restarted();
        alerts.advance(Duration.between(BEGIN, clock));
      }
    }
    assertThat(live).hasSizeGreaterThan(100);
    try (AlertsDriver replay = new AlertsDriver(alerts.rules(), BEGIN)) {
      for (RandomLog.Entry entry : new RandomLog(7).entries(400)) {
        entry.send(replay);
      }
      List<AlertEvent> replayed = replay.events();
      for (int i = 0; i < Math.min(live.size(), replayed.size()); i++) {
        assertThat(replayed.get(i)).as("change %s", i).isEqualTo(live.get(i));
      }
      assertThat(replayed).hasSameSizeAs(live);
    }
  }

  /** The same row: an alert whose cause a correction removes says that it has never been. */
  @Test
  void shouldResolveAsRestatedWhatACorrectionShowsNeverToHaveBeen() {
    say(judged(LASTING, "U", "0.5", "1.1"), 1);
    assertThat(changes()).containsExactly(AlertChange.FIRED);
    say(judged(LASTING, "U", "0.5", "0.6"), 2);
    AlertEvent restated = only();
    assertThat(restated.getState()).isEqualTo(AlertState.RESOLVED);
    assertThat(restated.getReason()).isEqualTo("restated");
    assertThat(restated.getRestated()).isTrue();
  }
}
