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
import io.tanliu.domain.assess.UnitScore.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points of 重点用能单位节能目标责任评价考核计分表: 35 for the fall of consumption, 15 for the total. */
class UnitScoreTest {
  private static final Grades GRADES =
      new Grades(new BigDecimal("0.95"), new BigDecimal("0.8"), new BigDecimal("0.6"));

  private static final List<ScoreRule> RULES =
      List.of(
          rule("fall", Part.BOTH, "ENERGY_INTENSITY", 35, "both=35;cumulative=20;annual=10;none=0"),
          rule("total", Part.ANNUAL, "ENERGY_TOTAL", 15, "1=15;1.1=10;1.2=5;more=0"),
          rule("limits", Part.ANNUAL, ScoreRule.LIMITS, 4, "met=4;passed=0"),
          rule("measures", Part.ANNUAL, ScoreRule.INSPECTION, 46, ""));

  @ParameterizedTest
  @CsvSource({
    "LEVEL_3, LEVEL_3, 35, MET, false",
    "LEVEL_2, LEVEL_3, 20, PARTLY, false",
    "LEVEL_3, LEVEL_1, 10, PARTLY, false",
    "LEVEL_1, LEVEL_2, 0, MISSED, true",
    "LEVEL_3, NOT_SET, 35, MET, false",
    "LEVEL_2, , 0, MISSED, true",
    ", LEVEL_3, 35, MET, false",
    "NOT_ASSESSABLE, LEVEL_3, , NOT_ASSESSABLE, false",
    "NOT_SET, , , NOT_SET, false"
  })
  void shouldGiveThePointsOfTheTableForTheYearAndThePlan(
      String year, String plan, BigDecimal points, State state, boolean vetoed) {
    List<Lamp> lamps = new ArrayList<>();
    if (year != null) {
      lamps.add(lamp(Part.ANNUAL, "ENERGY_INTENSITY", year, "0.02", "0.03"));
    }
    if (plan != null) {
      lamps.add(lamp(Part.CUMULATIVE, "ENERGY_INTENSITY", plan, "0.1", "0.09"));
    }
    ScoreCard card = UnitScore.of(RULES, GRADES, lamps, Map.of());
    Item fall = card.items().get(0);
    assertThat(fall.state()).isEqualTo(state);
    assertThat(fall.points()).isEqualTo(Optional.ofNullable(points));
    assertThat(card.vetoedBy()).isEqualTo(vetoed ? List.of("fall") : List.of());
    if (vetoed) {
      assertThat(card.grade()).isEqualTo(Grade.NOT_COMPLETED);
    }
  }

  @ParameterizedTest
  @CsvSource({"1000, 15", "1000.1, 10", "1100, 10", "1150, 5", "1200, 5", "1201, 0"})
  void shouldGivePointsOfATotalByHowFarItIsBeyondItsSchedule(String amount, BigDecimal points) {
    ScoreCard card =
        UnitScore.of(
            RULES,
            GRADES,
            List.of(lamp(Part.ANNUAL, "ENERGY_TOTAL", "LEVEL_2", amount, "1000")),
            Map.of());
    assertThat(card.items().get(1).points().orElseThrow()).isEqualByComparingTo(points);
  }

  @ParameterizedTest
  @CsvSource({
    "LEVEL_3, 1000, met, EXCEEDED, 54",
    "LEVEL_3, 1100, passed, COMPLETED, 45",
    "LEVEL_3, 1300, passed, BASICALLY, 35",
    "LEVEL_2, 1300, met, NOT_COMPLETED, 4"
  })
  void shouldGradeByThePointsThatCouldBeGiven(
      String fall, String total, String limits, Grade grade, BigDecimal points) {
    ScoreCard card =
        UnitScore.of(
            RULES,
            GRADES,
            List.of(
                lamp(Part.ANNUAL, "ENERGY_INTENSITY", fall, "0.02", "0.03"),
                lamp(Part.ANNUAL, "ENERGY_TOTAL", "LEVEL_2", total, "1000")),
            Map.of(ScoreRule.LIMITS, finding(limits)));
    assertThat(card.points()).isEqualByComparingTo(points);
    assertThat(card.assessable()).as("without the inspection").isEqualByComparingTo("54");
    assertThat(card.most()).isEqualByComparingTo("100");
    assertThat(card.grade()).isEqualTo(grade);
    assertThat(card.provisional()).as("an inspection is open").isTrue();
  }

  @Test
  void shouldLeaveOpenWhatNobodyKnows() {
    ScoreCard card = UnitScore.of(RULES, GRADES, List.of(), Map.of());
    assertThat(card.items())
        .extracting(Item::state)
        .containsExactly(State.NOT_SET, State.NOT_SET, State.NOT_SET, State.NOT_ASSESSABLE);
    assertThat(card.grade()).isEqualTo(Grade.NOT_ASSESSABLE);
    Finding open = new Finding(Optional.empty(), Optional.empty(), Optional.empty(), "", "", false);
    assertThat(
            UnitScore.of(RULES, GRADES, List.of(), Map.of(ScoreRule.LIMITS, open)).items().get(2))
        .satisfies(item -> assertThat(item.state()).isEqualTo(State.NOT_ASSESSABLE));
  }

  private static Finding finding(String outcome) {
    return new Finding(
        Optional.of(outcome),
        Optional.empty(),
        Optional.empty(),
        "",
        "control.class U|2024",
        false);
  }

  private static Lamp lamp(Part part, String kind, String level, String measured, String required) {
    return new Lamp(
        part,
        kind,
        level,
        true,
        Optional.of(new BigDecimal(measured)),
        Optional.of(new BigDecimal(required)),
        "1",
        "lamp",
        false);
  }

  private static ScoreRule rule(String id, Part part, String lamp, int points, String outcomes) {
    Map<String, BigDecimal> all = new LinkedHashMap<>();
    for (String outcome : outcomes.isEmpty() ? new String[0] : outcomes.split(";")) {
      all.put(outcome.split("=")[0], new BigDecimal(outcome.split("=")[1]));
    }
    return new ScoreRule(
        id,
        Subject.UNIT,
        part,
        lamp,
        id,
        BigDecimal.valueOf(points),
        Partly.OUTCOMES,
        all,
        part == Part.BOTH,
        "",
        "A");
  }
}
