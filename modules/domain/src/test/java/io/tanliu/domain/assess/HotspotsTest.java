// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.assess.Hotspots.Cell;
import io.tanliu.domain.assess.Hotspots.Emitter;
import io.tanliu.domain.assess.Hotspots.Hotspot;
import io.tanliu.domain.assess.Hotspots.State;
import io.tanliu.domain.unit.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 排放“双高”热点网格: cells of 0.05°, high from the percentile rank 0.8. */
class HotspotsTest {
  private static final Hotspots.Rule RULE = rule(5, 20);

  @ParameterizedTest
  @CsvSource({
    "28.68, 115.89, 2373, 5917, 28.65, 115.85",
    "28.65, 115.85, 2373, 5917, 28.65, 115.85",
    "28.649999, 115.85, 2372, 5917, 28.6, 115.85",
    "-28.66, -0.01, 1226, 3599, -28.7, -0.05",
    "90, 180, 3600, 7200, 90, 180"
  })
  void shouldFindTheCellOfAPosition(
      BigDecimal north, BigDecimal east, int row, int column, BigDecimal south, BigDecimal west) {
    Cell cell = RULE.cell(new Position(north, east));
    assertThat(cell).isEqualTo(new Cell(row, column));
    assertThat(RULE.south(cell)).isEqualByComparingTo(south);
    assertThat(RULE.west(cell)).isEqualByComparingTo(west);
  }

  @Test
  void shouldFindCellsInWhichBothAreHighWhateverTheOrderOfTheUnits() {
    List<Emitter> units = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      units.add(emitter("C" + i, i, i * 100L, Map.of("nox", 1_000L - i)));
    }
    // Two in one cell make it the largest by carbon; it lets off most dust, too.
    units.add(emitter("A", 11, 700, Map.of("dust", 50L)));
    units.add(emitter("B", 11, 900, Map.of("dust", 60L, "nox", 1L)));
    units.add(emitter("D", 9, 1, Map.of("nox", 5_000L)));
    units.add(new Emitter("nowhere", Optional.empty(), 9_999, Map.of("nox", 9_999L), 1));
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(units, new Random(seed));
      Hotspots found = Hotspots.of(RULE, units);
      assertThat(found.state()).isEqualTo(State.ASSESSED);
      assertThat(found.cells()).isEqualTo(11);
      assertThat(found.hotspots())
          .as("cell 11 by dust, cell 9 by nox; cell 10 has much carbon and little of either")
          .extracting(spot -> spot.cell().column() + " " + spot.pollutant())
          .containsExactly("11 dust", "9 nox");
      Hotspot first = found.hotspots().get(0);
      assertThat(first.units()).as("the largest first").containsExactly("B", "A");
      assertThat(first.co2e()).isEqualByComparingTo("1600");
      assertThat(first.pollutants().get("dust")).isEqualByComparingTo("110");
      assertThat(first.carbonPercentile()).isEqualByComparingTo("1");
      assertThat(found.hotspots().get(1).carbonPercentile().doubleValue())
          .as("nine of eleven cells emit at most as much")
          .isCloseTo(9.0 / 11, org.assertj.core.data.Offset.offset(1e-12));
    }
  }

  @Test
  void shouldSayNothingOfFewCellsOrWithoutPollutants() {
    List<Emitter> few =
        List.of(emitter("A", 1, 10, Map.of("nox", 1L)), emitter("B", 2, 20, Map.of("nox", 2L)));
    assertThat(Hotspots.of(RULE, few).state()).isEqualTo(State.FEW_CELLS);
    List<Emitter> clean = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      clean.add(emitter("C" + i, i, i, Map.of()));
    }
    assertThat(Hotspots.of(RULE, clean).state()).isEqualTo(State.NO_POLLUTANTS);
    assertThat(Hotspots.of(RULE, clean).hotspots()).isEmpty();
  }

  @Test
  void shouldGiveEqualCellsTheSameRankAndTellNoMoreThanAsked() {
    List<Emitter> equal = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      equal.add(emitter("E" + i, i, 100, Map.of("nox", 7L)));
    }
    Hotspots found = Hotspots.of(rule(5, 3), equal);
    assertThat(found.hotspots()).hasSize(3);
    assertThat(found.hotspots())
        .as("of equals the first cells of the grid")
        .extracting(spot -> spot.cell().column())
        .containsExactly(1, 2, 3);
    assertThat(found.hotspots().get(0).lesser()).isEqualByComparingTo("1");
  }

  private static Hotspots.Rule rule(int leastCells, int most) {
    return new Hotspots.Rule(
        new BigDecimal("0.05"), new BigDecimal("0.8"), leastCells, most, "test", "C");
  }

  private static Emitter emitter(String unit, int column, long co2e, Map<String, Long> masses) {
    return new Emitter(unit, Optional.of(new Cell(1, column)), co2e, masses, 1);
  }
}
