// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.assess.ScoreCard.Grade;
import io.tanliu.domain.assess.ScoreCard.Item;
import io.tanliu.domain.assess.ScoreCard.Lamp;
import io.tanliu.domain.assess.ScoreCard.State;
import io.tanliu.domain.assess.ScoreRule.Grades;
import io.tanliu.domain.assess.ScoreRule.Part;
import io.tanliu.domain.assess.ScoreRule.Partly;
import io.tanliu.domain.assess.ScoreRule.Subject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoreCardTest {
  private static final Grades GRADES =
      new Grades(new BigDecimal("0.95"), new BigDecimal("0.8"), new BigDecimal("0.6"));

  private static final List<ScoreRule> RULES =
      List.of(
          rule("intensity", Part.ANNUAL, "ENERGY_INTENSITY", 30, Partly.PROGRESS, true),
          rule("total", Part.ANNUAL, "ENERGY_TOTAL", 10, Partly.HALF, false),
          rule("plan", Part.CUMULATIVE, "ENERGY_INTENSITY", 20, Partly.PROGRESS, false));

  @Test
  void shouldGiveEveryPointForWhatIsOnSchedule() {
    ScoreCard card =
        card(
            lamp(Part.ANNUAL, "ENERGY_INTENSITY", "LEVEL_3", true, "0.032", "0.03084"),
            lamp(Part.ANNUAL, "ENERGY_TOTAL", "LEVEL_3", false, "9", "10"),
            lamp(Part.CUMULATIVE, "ENERGY_INTENSITY", "LEVEL_3", true, "0.1", "0.09"));
    assertThat(card.points()).isEqualByComparingTo("60");
    assertThat(card.grade()).isEqualTo(Grade.EXCEEDED);
    assertThat(card.items()).extracting(Item::state).containsOnly(State.MET);
  }

  @Test
  void shouldDecideTheWholeCardByABindingIntensityThatIsMissed() {
    // 14.5 % in five years asks for 3.084 % a year; half of it gives half of the points.
    ScoreCard behind =
        card(
            lamp(Part.ANNUAL, "ENERGY_INTENSITY", "LEVEL_2", true, "0.01542", "0.03084"),
            lamp(Part.ANNUAL, "ENERGY_TOTAL", "LEVEL_3", false, "9", "10"),
            lamp(Part.CUMULATIVE, "ENERGY_INTENSITY", "LEVEL_3", true, "0.1", "0.09"));
    assertThat(behind.items().get(0).points().orElseThrow()).isEqualByComparingTo("15");
    assertThat(behind.points()).isEqualByComparingTo("45");
    assertThat(behind.vetoedBy()).containsExactly("intensity");
    assertThat(behind.grade()).isEqualTo(Grade.NOT_COMPLETED);
    ScoreCard expected =
        card(
            lamp(Part.ANNUAL, "ENERGY_INTENSITY", "LEVEL_2", false, "0.01542", "0.03084"),
            lamp(Part.ANNUAL, "ENERGY_TOTAL", "LEVEL_3", false, "9", "10"),
            lamp(Part.CUMULATIVE, "ENERGY_INTENSITY", "LEVEL_3", true, "0.1", "0.09"));
    assertThat(expected.vetoedBy()).as("only a binding target vetoes").isEmpty();
    assertThat(expected.grade()).isEqualTo(Grade.BASICALLY);
  }

  @Test
  void shouldNeitherGiveNorTakeForWhatCannotBeAssessedOrWasNeverSet() {
    ScoreCard card =
        card(
            lamp(Part.ANNUAL, "ENERGY_INTENSITY", "NOT_ASSESSABLE", true, null, null),
            lamp(Part.ANNUAL, "ENERGY_TOTAL", "LEVEL_2", false, "11", "10"));
    assertThat(card.items())
        .extracting(Item::state)
        .containsExactly(State.NOT_ASSESSABLE, State.PARTLY, State.NOT_SET);
    assertThat(card.points()).isEqualByComparingTo("5");
    assertThat(card.assessable()).isEqualByComparingTo("10");
    assertThat(card.most()).isEqualByComparingTo("60");
    assertThat(card(new Lamp[0]).grade()).isEqualTo(Grade.NOT_ASSESSABLE);
  }

  @Test
  void shouldCountTheWorstOfSeveralTargets() {
    ScoreCard card =
        card(
            lamp(Part.ANNUAL, "ENERGY_INTENSITY", "LEVEL_3", false, "0.04", "0.03"),
            lamp(Part.ANNUAL, "ENERGY_INTENSITY", "LEVEL_1", true, "-0.01", "0.03"));
    assertThat(card.items().get(0).state()).isEqualTo(State.MISSED);
    assertThat(card.points()).isEqualByComparingTo("0");
    assertThat(card.vetoedBy()).containsExactly("intensity");
  }

  private static ScoreCard card(Lamp... lamps) {
    return ScoreCard.of(RULES, GRADES, List.of(lamps));
  }

  private static Lamp lamp(
      Part part, String kind, String level, boolean binding, String measured, String required) {
    return new Lamp(
        part,
        kind,
        level,
        binding,
        Optional.ofNullable(measured).map(BigDecimal::new),
        Optional.ofNullable(required).map(BigDecimal::new),
        "1",
        "lamp",
        false);
  }

  private static ScoreRule rule(
      String id, Part part, String lamp, int points, Partly partly, boolean veto) {
    return new ScoreRule(
        id,
        Subject.REGION,
        part,
        lamp,
        id,
        BigDecimal.valueOf(points),
        partly,
        Map.of(),
        veto,
        "",
        "C");
  }
}
