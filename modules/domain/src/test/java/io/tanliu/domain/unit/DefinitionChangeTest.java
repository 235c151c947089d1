// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.quantity.PhysicalUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionChangeTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Point E1 =
      new Point(
          "E1",
          "main meter",
          "electricity",
          Measure.REGISTER,
          PhysicalUnit.KWH,
          QUARTER,
          1,
          Direction.BOUGHT,
          Optional.empty(),
          new BigDecimal("40"),
          Optional.of(new BigDecimal("1000000")),
          Optional.empty(),
          Duration.ofHours(1),
          false);

  @Test
  void shouldAllowNameAndMorePoints() {
    Point renamed =
        new Point(
            "E1",
            "new name",
            "electricity",
            Measure.REGISTER,
            PhysicalUnit.KWH,
            QUARTER,
            1,
            Direction.BOUGHT,
            Optional.empty(),
            new BigDecimal("40.00"),
            Optional.of(new BigDecimal("1E6")),
            Optional.empty(),
            Duration.ofHours(1),
            false);

    assertThat(DefinitionChange.violations(unit(E1), unit(renamed, withId("E2")))).isEmpty();
  }

  @Test
  void shouldRestateWhatDecidesWhetherARegisterRolledOver() {
    Point other =
        new Point(
            "E1",
            "main meter",
            "electricity",
            Measure.REGISTER,
            PhysicalUnit.KWH,
            QUARTER,
            1,
            Direction.BOUGHT,
            Optional.empty(),
            new BigDecimal("40"),
            Optional.of(new BigDecimal("1000000")),
            Optional.of(new BigDecimal("500")),
            Duration.ofHours(1),
            true);

    assertThat(DefinitionChange.violations(unit(E1), unit(other))).isEmpty();
    assertThat(DefinitionChange.restatable(E1, other))
        .extracting(DefinitionChange.Violation::field)
        .containsExactly("signed", "ratedMaximum");
  }

  @Test
  void shouldRefuseRemovalOfPoint() {
    assertThat(DefinitionChange.violations(unit(E1), unit(withId("E2"))))
        .containsExactly(
            new DefinitionChange.Violation("E1", "id", "(removed)", "point E1: its readings stay"));
  }

  @Test
  void shouldTellWhatMakesAnotherKindOfNumberFromWhatGivesOldNumbersNewMeaning() {
    Point other =
        new Point(
            "E1",
            "main meter",
            "heat",
            Measure.INTERVAL,
            PhysicalUnit.GJ,
            Duration.ofMinutes(30),
            2,
            Direction.SOLD,
            Optional.empty(),
            BigDecimal.ONE,
            Optional.empty(),
            Optional.empty(),
            Duration.ofHours(2),
            false);

    assertThat(DefinitionChange.violations(unit(E1), unit(other)))
        .extracting(DefinitionChange.Violation::field)
        .containsExactly("measure", "interval");
    assertThat(DefinitionChange.restatable(E1, other))
        .extracting(DefinitionChange.Violation::field)
        .containsExactly(
            "energy",
            "unit",
            "level",
            "direction",
            "multiplier",
            "modulus",
            "maxGap",
            "estimation");
    assertThat(DefinitionChange.restatable(E1, other).get(4))
        .isEqualTo(
            new DefinitionChange.Violation(
                "E1", "multiplier", "1", "40 as before; a new meter is a new point id"));
  }

  private static EnergyUnit unit(Point... points) {
    return new EnergyUnit("U", "U", "360100", "3120", ZoneOffset.ofHours(8), List.of(points));
  }

  private static Point withId(String id) {
    return new Point(
        id,
        "",
        "electricity",
        Measure.INTERVAL,
        PhysicalUnit.KWH,
        QUARTER,
        1,
        Direction.BOUGHT,
        Optional.empty(),
        BigDecimal.ONE,
        Optional.empty(),
        Optional.empty(),
        QUARTER,
        false);
  }
}
