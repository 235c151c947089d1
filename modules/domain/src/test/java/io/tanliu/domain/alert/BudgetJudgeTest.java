// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Plan;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.EntityLedger;
import io.tanliu.domain.ledger.Line;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.Shares;
import io.tanliu.domain.ledger.WindowRow;
import io.tanliu.domain.ledger.WindowRows;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.time.Granularity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A monthly budget of 3 000 Wh: 100 Wh a day is the schedule of June. */
class BudgetJudgeTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final long JUNE = Instant.parse("2024-05-31T16:00:00Z").toEpochMilli();
  private static final long DAY = 86_400_000L;

  private final BudgetJudge judge = new BudgetJudge(new Shares(new NoFactors()));
  private final Rows rows = new Rows();
  private final EntityBook book = new EntityBook(ZONE);
  private final Target target = target(3_000);
  private BudgetState breach = BudgetState.idle(AlertRule.BUDGET_BREACH);
  private BudgetState pace = BudgetState.idle(AlertRule.BUDGET_PACE);

  private static Target target(long limit) {
    return new Target(
        "T",
        "U",
        "electricity",
        Period.parse("2024-06").orElseThrow(),
        limit,
        new BigDecimal("0.1"),
        "test");
  }

  private void use(long bucket, long amount) {
    Lines lines = new Lines();
    lines.add("electricity:bought", new Line(amount, Granularity.BASE, 0));
    new EntityLedger(ZONE).apply(new TreeMap<>(Map.of(bucket, lines)), book, rows);
    book.reached(bucket + Granularity.BASE);
  }

  private Optional<Alert> breach(Target judged, long changedFrom) {
    var verdict =
        judge.breach(
            judged, breach, judge.evidence(judged, book, rows, ZONE), rows, ZONE, changedFrom);
    breach = verdict.state();
    return verdict.alert();
  }

  private Optional<Alert> pace() {
    var verdict = judge.pace(target, pace, judge.evidence(target, book, rows, ZONE), rows, ZONE);
    pace = verdict.state();
    return verdict.alert();
  }

  @Test
  void shouldFireOnceInTheVeryQuarterHourAndNotAtTheLimitItself() {
    use(JUNE, 2_999);
    use(JUNE + DAY, 1);
    assertThat(breach(target, JUNE)).isEmpty();
    long crossing = JUNE + 3 * DAY + 5 * Granularity.BASE;
    use(crossing, 1);
    Alert alert = breach(target, crossing).orElseThrow();
    assertThat(alert.firing()).isTrue();
    assertThat(alert.sequence()).isEqualTo(1);
    assertThat(alert.reason()).isEqualTo(Alert.Reason.BREACHED);
    assertThat(alert.crossedAt()).hasValue(crossing);
    assertThat(alert.evidence().measured()).isEqualTo(3_001);
    assertThat(alert.id()).isEqualTo("budget-breach|U|T");
    use(crossing + Granularity.BASE, 500);
    assertThat(breach(target, crossing + Granularity.BASE)).isEmpty();
    assertThat(breach(target, JUNE)).as("looked at again").isEmpty();
  }

  @Test
  void shouldTellWhenACorrectionMovesOrRemovesTheCrossing() {
    use(JUNE, 1_000);
    use(JUNE + DAY, 2_500);
    assertThat(breach(target, JUNE)).isPresent();
    use(JUNE + Granularity.BASE, 2_100);
    Alert moved = breach(target, JUNE + Granularity.BASE).orElseThrow();
    assertThat(moved.reason()).isEqualTo(Alert.Reason.MOVED);
    assertThat(moved.crossedAt()).hasValue(JUNE + Granularity.BASE);
    use(JUNE + Granularity.BASE, -2_600);
    Alert restated = breach(target, JUNE + Granularity.BASE).orElseThrow();
    assertThat(restated.firing()).isFalse();
    assertThat(restated.reason()).isEqualTo(Alert.Reason.RESTATED);
    assertThat(restated.sequence()).isEqualTo(3);
    assertThat(breach(target, JUNE)).isEmpty();
  }

  @Test
  void shouldJudgeAChangedTargetOnWhatIsKnown() {
    use(JUNE, 2_000);
    assertThat(breach(target, JUNE)).isEmpty();
    assertThat(breach(target(1_999), Long.MIN_VALUE)).isPresent();
    assertThat(breach(target(2_000), Long.MIN_VALUE).orElseThrow().firing()).isFalse();
  }

  @Test
  void shouldWarnOfThePaceOnlyBeyondTheMarginAndRestOnlyBelowHalfOfIt() {
    // The first twentieth of the period, a day and a half, says nothing yet.
    use(JUNE, 150);
    assertThat(pace()).isEmpty();
    use(JUNE + 10 * DAY - Granularity.BASE, 950);
    assertThat(pace()).as("1 100 of 1 000, and the margin is 100").isEmpty();
    use(JUNE + 10 * DAY - Granularity.BASE, 1);
    Alert ahead = pace().orElseThrow();
    assertThat(ahead.reason()).isEqualTo(Alert.Reason.AHEAD);
    assertThat(ahead.evidence().schedule()).isEqualTo(1_000);
    use(JUNE + 10 * DAY - Granularity.BASE, -50);
    assertThat(pace()).as("1 051 of 1 000: between half the margin and the margin").isEmpty();
    use(JUNE + 10 * DAY - Granularity.BASE, -1);
    Alert back = pace().orElseThrow();
    assertThat(back.firing()).isFalse();
    assertThat(back.reason()).as("a correction did it").isEqualTo(Alert.Reason.RESTATED);
    assertThat(pace()).isEmpty();
  }

  @Test
  void shouldSayOfAPaceThatEndsWhetherItHasEverBeenAhead() {
    use(JUNE + 10 * DAY - Granularity.BASE, 1_101);
    assertThat(pace()).isPresent();
    use(JUNE + 10 * DAY + 20 * Granularity.BASE, 1);
    assertThat(pace()).as("1 102 of 1 022 is more than half the margin").isEmpty();
    use(JUNE + 12 * DAY - Granularity.BASE, 1);
    assertThat(pace().orElseThrow().reason())
        .as("it was ahead, and time went by")
        .isEqualTo(Alert.Reason.BACK_ON_SCHEDULE);
    use(JUNE + 14 * DAY - Granularity.BASE, 500);
    assertThat(pace()).as("1 603 of 1 400").isPresent();
    use(JUNE + 16 * DAY - Granularity.BASE, 100);
    assertThat(pace()).as("1 703 of 1 600").isEmpty();
    use(JUNE + 14 * DAY - Granularity.BASE, -200);
    assertThat(pace().orElseThrow().reason())
        .as("by what is known now it was never ahead: 1 403 of 1 400, 1 503 of 1 600")
        .isEqualTo(Alert.Reason.RESTATED);
  }

  @Test
  void shouldFindAQuarterHourThatWasAheadInsideADayThatWasNotAtItsEnd() {
    use(JUNE + 10 * DAY - Granularity.BASE, 1_101);
    assertThat(pace()).isPresent();
    use(JUNE + 10 * DAY - Granularity.BASE, -101);
    use(JUNE + 12 * DAY + 40 * Granularity.BASE, 370);
    assertThat(pace()).as("1 370 of 1 242").isEmpty();
    use(JUNE + 20 * DAY, 1);
    assertThat(pace().orElseThrow().reason())
        .as("ahead at noon of the 13th")
        .isEqualTo(Alert.Reason.BACK_ON_SCHEDULE);
  }

  @Test
  void shouldRepeatAFindingEachHourForAWeekAndThenEachDayUntilFiveWeeksHavePassed() {
    use(JUNE + 10 * DAY, 5_000);
    breach(target, JUNE);
    BudgetState found = breach;
    long told = JUNE + 10 * DAY + Granularity.BASE;
    int hourly = 0;
    int daily = 0;
    for (long at = told; at < told + 60 * DAY; at += Granularity.BASE) {
      book.reached(at);
      var verdict = judge.repeated(target, found, judge.evidence(target, book, rows, ZONE));
      if (verdict.alert().isPresent()) {
        Alert repeat = verdict.alert().get();
        assertThat(repeat.evidence().at()).isEqualTo(at);
        assertThat(repeat.changedAt()).isEqualTo(told);
        assertThat(repeat.firing()).isTrue();
        assertThat(repeat.crossedAt()).isEqualTo(breach.crossedAt());
        if (at - told <= 7 * DAY) {
          hourly++;
        } else {
          daily++;
        }
      }
      found = verdict.state();
    }
    assertThat(hourly).isEqualTo(7 * 24);
    assertThat(daily).isEqualTo(28);
  }

  @Test
  void shouldRepeatThatAPaceIsOverButNothingThatWasNever() {
    assertThat(BudgetState.idle(AlertRule.BUDGET_PACE).due(Long.MAX_VALUE)).isFalse();
    use(JUNE + 10 * DAY, 1_200);
    pace();
    assertThat(pace.due(book.asOf() + DAY)).isTrue();
    use(JUNE + 13 * DAY, 1);
    assertThat(pace().orElseThrow().reason()).isEqualTo(Alert.Reason.BACK_ON_SCHEDULE);
    assertThat(pace.due(book.asOf() + DAY)).isTrue();
    use(JUNE + 14 * DAY, 1_000);
    assertThat(pace()).isPresent();
    use(JUNE + 14 * DAY, -1_000);
    assertThat(pace().orElseThrow().reason()).isEqualTo(Alert.Reason.RESTATED);
    assertThat(pace.due(book.asOf() + DAY)).as("it ends at once").isFalse();
  }

  @Test
  void shouldEndTheWarningWithThePeriodAndKeepTheBreach() {
    use(JUNE + 20 * DAY, 5_000);
    assertThat(pace()).isPresent();
    assertThat(breach(target, JUNE + 20 * DAY)).isPresent();
    use(JUNE + 31 * DAY, 1);
    assertThat(pace().orElseThrow().reason()).isEqualTo(Alert.Reason.PERIOD_ENDED);
    assertThat(breach(target, JUNE + 31 * DAY)).isEmpty();
    assertThat(breach.firing()).isTrue();
    assertThat(pace()).isEmpty();
  }

  @Test
  void shouldJudgeThePaceByThePlansMonthsAndLeaveAPlanThatFollowsLastYear() {
    List<BigDecimal> weights = new ArrayList<>(Collections.nCopies(12, BigDecimal.ONE));
    weights.set(4, BigDecimal.valueOf(9));
    Target planned = planned(Plan.monthly(weights));
    use(JUNE - 10 * DAY, 1_500);
    assertThat(judge.evidence(planned, book, rows, ZONE).schedule())
        .as("4 of 20 parts, and 21 of 31 days of the month that weighs 9")
        .isBetween(1_500L, 1_530L);
    assertThat(judgedPace(planned)).isEmpty();
    assertThat(judgedPace(planned(Plan.LINEAR))).as("by time alone it is ahead").isPresent();
    assertThat(judgedPace(planned(Plan.LAST_YEAR))).isEmpty();
  }

  private static Target planned(Plan plan) {
    return new Target(
        "T",
        "U",
        "electricity",
        Period.year(2024),
        3_000,
        new BigDecimal("0.1"),
        "test",
        Terms.of(TargetType.BUDGET).plan(plan).build());
  }

  private Optional<Alert> judgedPace(Target judged) {
    BudgetState idle = BudgetState.idle(AlertRule.BUDGET_PACE);
    return judge.pace(judged, idle, judge.evidence(judged, book, rows, ZONE), rows, ZONE).alert();
  }

  private static final class Rows implements WindowRows {
    private final Map<List<Object>, WindowRow> rows = new HashMap<>();

    @Override
    public WindowRow get(Granularity granularity, long start) {
      return rows.getOrDefault(List.of(granularity, start), WindowRow.EMPTY);
    }

    @Override
    public void put(Granularity granularity, long start, WindowRow row) {
      rows.put(List.of(granularity, start), row);
    }
  }

  private static final class NoFactors implements FactorBook {
    @Override
    public Collection<EnergyKind> energies() {
      return List.of();
    }

    @Override
    public Optional<EnergyKind> energy(String code) {
      return Optional.empty();
    }

    @Override
    public Optional<Factor> coalEquivalent(String energy, int year) {
      return Optional.empty();
    }

    @Override
    public Optional<Factor> coalEquivalentByEqualValue(String energy, int year) {
      return Optional.empty();
    }

    @Override
    public Optional<Factor> emission(String energy, String region, String industry, int year) {
      return Optional.empty();
    }

    @Override
    public FactorBook with(Collection<DatedFactor> others) {
      return this;
    }

    @Override
    public long fingerprint() {
      return 1;
    }
  }
}
