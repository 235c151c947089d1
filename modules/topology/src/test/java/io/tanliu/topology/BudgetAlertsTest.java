// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.AlertsGiven.rule;
import static io.tanliu.topology.Given.at;
import static io.tanliu.topology.Given.budget;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.reading;
import static io.tanliu.topology.Given.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertState;
import io.tanliu.domain.control.Deduction;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Budgets of units and regions, set before and after the readings. */
class BudgetAlertsTest {
  private final LedgerDriver driver = new LedgerDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  private void readFourQuarters() {
    for (int i = 0; i < 4; i++) {
      String time = Instant.ofEpochMilli(at("2024-06-01T00:00:00Z") + i * 900_000L).toString();
      driver.read("U", reading("E1", time, 30));
    }
  }

  @Test
  void shouldFireOnceInTheQuarterHourThatPassesTheLimitOfTheUnitAndOfItsRegions() {
    driver.target(budget("T", "U", "2024-06", 100));
    driver.target(budget("R", "360000", "2024-06", 90));
    driver.target(budget("I", "industry-3120", "2024-06", 120));
    driver.define(unit("U", "360102", interval("E1")));
    readFourQuarters();
    driver.read("U", reading("E1", "2024-06-01T01:00:00Z", 30));

    assertThat(driver.alerts())
        .extracting(
            AlertEvent::getAlertId,
            AlertEvent::getSequence,
            AlertEvent::getState,
            AlertEvent::getReason,
            AlertEvent::getCrossedAt)
        .containsExactlyInAnyOrder(
            tuple(
                "budget-breach|U|T",
                1,
                AlertState.FIRING,
                "breached",
                Instant.parse("2024-06-01T00:45:00Z")),
            tuple(
                "budget-breach|360000|R",
                1,
                AlertState.FIRING,
                "breached",
                Instant.parse("2024-06-01T00:45:00Z")),
            tuple(
                "budget-breach|industry-3120|I",
                1,
                AlertState.FIRING,
                "breached",
                Instant.parse("2024-06-01T01:00:00Z")));
    assertThat(driver.alertStates()).hasSize(3);
  }

  @Test
  void shouldLeaveTargetsThatAreNoPlainSumAndEndABudgetThatBecomesOne() {
    driver.target(budget("T", "U", "2024-06", 60));
    driver.define(unit("U", "360102", interval("E1")));
    readFourQuarters();
    assertThat(driver.alerts()).extracting(AlertEvent::getState).containsExactly(AlertState.FIRING);
    driver.target(with(Terms.of(TargetType.APPROVED_ENERGY).build()));
    assertThat(driver.alerts())
        .extracting(AlertEvent::getState, AlertEvent::getReason)
        .containsExactly(tuple(AlertState.RESOLVED, "target-changed"));
    driver.target(with(Terms.of(TargetType.THRESHOLD).build()));
    driver.target(
        with(Terms.of(TargetType.BUDGET).deductions(List.of(Deduction.FEEDSTOCK)).build()));
    driver.read("U", reading("E1", "2024-06-01T01:00:00Z", 30));
    assertThat(driver.alerts()).isEmpty();
  }

  private static Target with(Terms terms) {
    Target plain = budget("T", "U", "2024-06", 60);
    return new Target(
        plain.id(),
        plain.entity(),
        plain.quantity(),
        plain.period(),
        plain.limit(),
        plain.paceMargin(),
        plain.source(),
        terms);
  }

  @Test
  void shouldJudgeATargetThatComesAfterTheReadings() {
    driver.define(unit("U", "360102", interval("E1")));
    readFourQuarters();
    assertThat(driver.alerts()).isEmpty();
    driver.target(budget("T", "U", "2024-06", 60));
    driver.target(budget("N", "100000", "2024-06", 60));
    assertThat(driver.alerts())
        .extracting(AlertEvent::getAlertId, AlertEvent::getCrossedAt)
        .containsExactly(
            tuple("budget-breach|U|T", Instant.parse("2024-06-01T00:30:00Z")),
            tuple("budget-breach|100000|N", Instant.parse("2024-06-01T00:30:00Z")));
    driver.target(budget("T", "U", "2024-06", 60));
    assertThat(driver.alerts()).as("the same target again").isEmpty();
  }

  @Test
  void shouldMoveAndResolveABreachThatACorrectionMovesAndRemoves() {
    driver.define(unit("U", "360102", interval("E1")));
    driver.target(budget("T", "U", "2024-06", 100));
    readFourQuarters();
    driver.read("U", reading("E1", "2024-06-01T00:00:00Z", 60));
    driver.read("U", reading("E1", "2024-06-01T00:00:00Z", 0));
    driver.read("U", reading("E1", "2024-06-01T00:00:00Z", 30));
    assertThat(driver.alerts())
        .extracting(AlertEvent::getSequence, AlertEvent::getState, AlertEvent::getReason)
        .containsExactly(
            tuple(1, AlertState.FIRING, "breached"),
            tuple(2, AlertState.FIRING, "moved"),
            tuple(3, AlertState.RESOLVED, "restated"),
            tuple(4, AlertState.FIRING, "breached"));
    assertThat(driver.alertStates().get("budget-breach|U|T").getSequence()).isEqualTo(4);
  }

  @Test
  void shouldFireABreachWhenItHasHeldForTheForDurationThoughNothingElseChanges() {
    driver.rule(rule("budget-breach", "U").setForMillis(Duration.ofHours(2).toMillis()).build());
    driver.define(unit("U", "360102", interval("E1")));
    driver.target(budget("T", "U", "2024-06", 100));
    readFourQuarters();
    assertThat(driver.alerts())
        .extracting(AlertEvent::getState)
        .containsExactly(AlertState.PENDING);
    for (int quarter = 4; quarter < 24; quarter++) {
      driver.read("U", reading("E1", quarter(quarter), 1));
    }
    assertThat(driver.alerts())
        .extracting(AlertEvent::getState, AlertEvent::getAt)
        .as("told again each hour of the entity's time: crossed at 00:45, seen at 01:00, 02:00 …")
        .containsExactly(tuple(AlertState.FIRING, Instant.parse("2024-06-01T03:00:00Z")));
  }

  @Test
  void shouldEndAPaceWhenItsKeepFiringTimeIsOverThoughNothingElseChanges() {
    driver.rule(
        rule("budget-pace", "U").setKeepFiringMillis(Duration.ofHours(5).toMillis()).build());
    driver.define(unit("U", "360102", interval("E1")));
    driver.target(budget("T", "U", "2024-06", 30_000));
    readFourQuarters();
    driver.read("U", reading("E1", "2024-06-03T00:00:00Z", 4_000));
    assertThat(driver.alerts())
        .extracting(AlertEvent::getState, AlertEvent::getReason)
        .containsExactly(tuple(AlertState.FIRING, "ahead"));
    driver.read("U", reading("E1", "2024-06-06T00:00:00Z", 1));
    for (int hour = 1; hour < 5; hour++) {
      driver.read("U", reading("E1", "2024-06-06T0" + hour + ":00:00Z", 1));
    }
    assertThat(driver.alerts()).as("behind its schedule again, and kept").isEmpty();
    driver.read("U", reading("E1", "2024-06-06T05:00:00Z", 1));
    assertThat(driver.alerts())
        .extracting(AlertEvent::getState, AlertEvent::getReason)
        .containsExactly(tuple(AlertState.RESOLVED, "back-on-schedule"));
  }

  @Test
  void shouldResolveAsRestatedAPaceThatACorrectionRemoves() {
    driver.rule(
        rule("budget-pace", "U").setKeepFiringMillis(Duration.ofDays(5).toMillis()).build());
    driver.define(unit("U", "360102", interval("E1")));
    driver.target(budget("T", "U", "2024-06", 30_000));
    readFourQuarters();
    driver.read("U", reading("E1", "2024-06-03T00:00:00Z", 4_000));
    driver.read("U", reading("E1", "2024-06-03T01:00:00Z", 1));
    driver.read("U", reading("E1", "2024-06-03T00:00:00Z", 4));
    assertThat(driver.alerts())
        .extracting(AlertEvent::getState, AlertEvent::getReason)
        .as("at once, whatever its keep-firing time")
        .containsExactly(tuple(AlertState.FIRING, "ahead"), tuple(AlertState.RESOLVED, "restated"));
  }

  private static String quarter(int number) {
    return Instant.ofEpochMilli(at("2024-06-01T00:00:00Z") + number * 900_000L).toString();
  }

  @Test
  void shouldEndTheAlertOfATargetThatIsRaisedOrWithdrawn() {
    driver.define(unit("U", "360102", interval("E1")));
    driver.target(budget("T", "U", "2024-06", 100));
    driver.target(budget("R", "360102", "2024-06", 100));
    readFourQuarters();
    driver.alerts();
    driver.target(budget("T", "U", "2024-06", 1_000));
    driver.withdraw("360102", "R");
    assertThat(driver.alerts())
        .extracting(AlertEvent::getAlertId, AlertEvent::getState, AlertEvent::getReason)
        .containsExactly(
            tuple("budget-breach|U|T", AlertState.RESOLVED, "target-changed"),
            tuple("budget-breach|360102|R", AlertState.RESOLVED, "target-changed"));
    driver.withdraw("360102", "R");
    driver.read("U", reading("E1", "2024-06-01T01:00:00Z", 30));
    assertThat(driver.alerts()).isEmpty();
  }
}
