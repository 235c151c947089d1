// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.control.Backtest;
import io.tanliu.domain.control.DaySums;
import io.tanliu.domain.control.Period;
import io.tanliu.reference.Seeds;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Back-tests on seeded years of the simulated province: every year has its seasons, weekdays and
 * noise, and each unit's level jumps once in the tested year. Nothing of the method was chosen by
 * looking at these years. The table in docs/FORECAST.md has what {@link #main} prints.
 */
class ForecastOnSimulatedYearsTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Period YEAR = Period.year(2024);
  private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
  private static final LocalDate END = LocalDate.of(2025, 1, 1);

  /** Back-tests of one kind of plant. */
  private record Tested(String trade, Backtest withLastYear, Backtest alone) {}

  private static List<Tested> tested(long... seedsOfNoise) {
    List<Tested> tested = new ArrayList<>();
    Seeds seeds = Seeds.load();
    for (long seed : seedsOfNoise) {
      for (SimulatedUnit unit : Province.of(seed, seeds, LocalDate.of(2024, 6, 1)).simulated()) {
        String id = unit.definition().id();
        if (id.endsWith("-1")) {
          DaySums days = days(unit, seed);
          tested.add(
              new Tested(
                  id.replaceAll("^[A-Z]+-|-\\d+$", ""),
                  Backtest.of(YEAR, ZONE, days).orElseThrow(),
                  Backtest.of(YEAR, ZONE, new DaySums(days.between(YEAR.first(), END)))
                      .orElseThrow()));
        }
      }
    }
    return tested;
  }

  /** Electricity by day; on one day of the tested year the plant changes to 70 to 130 %. */
  private static DaySums days(SimulatedUnit unit, long seed) {
    long own = Noise.mix(seed, unit.definition().id() + "|level");
    LocalDate change = YEAR.first().plusDays(Noise.below(own, 0, 366));
    double level = 1 + 0.3 * Noise.signed(own, 1);
    Map<LocalDate, Long> days = new HashMap<>();
    for (LocalDate day = FIRST; day.isBefore(END); day = day.plusDays(1)) {
      long sum = 0;
      for (Meter meter : unit.meters()) {
        if (meter.point().counts() && meter.point().energy().equals("electricity")) {
          for (long hour = Times.startOfDay(day);
              hour < Times.startOfDay(day.plusDays(1));
              hour += Times.HOUR) {
            sum += meter.baseAmount(hour);
          }
        }
      }
      days.put(day, day.isBefore(change) ? sum : Math.round(sum * level));
    }
    return new DaySums(days);
  }

  private static double mean(List<Tested> tested, ToDoubleFunction<Tested> of) {
    return tested.stream().mapToDouble(of).average().orElseThrow();
  }

  private static double held(List<Tested> tested, Function<Tested, Backtest> of) {
    int rows = tested.stream().mapToInt(t -> of.apply(t).rows().size()).sum();
    return tested.stream().mapToInt(t -> of.apply(t).held()).sum() / (double) rows;
  }

  @Test
  void shouldBeatTheRunRateWithAndWithoutLastYear() {
    List<Tested> tested = tested(1);
    double runRate = mean(tested, t -> t.withLastYear().meanErrorOfRunRate());
    double withLastYear = mean(tested, t -> t.withLastYear().meanError());
    double alone = mean(tested, t -> t.alone().meanError());
    assertThat(withLastYear).as("with last year's shape").isLessThan(0.85 * runRate);
    assertThat(alone).as("with this year's weekdays").isLessThan(runRate);
    assertThat(withLastYear).isLessThan(alone);
    assertThat(held(tested, Tested::alone)).as("the range, of 80 %").isGreaterThan(0.7);
    assertThat(held(tested, Tested::withLastYear))
        .as("a level that has not jumped yet is taken to stay")
        .isGreaterThan(0.6);
  }

  /** Prints the table of docs/FORECAST.md. */
  public static void main(String[] args) {
    Map<String, List<Tested>> byTrade = new TreeMap<>();
    List<Tested> all = tested(1, 2, 3);
    all.forEach(t -> byTrade.computeIfAbsent(t.trade(), k -> new ArrayList<>()).add(t));
    byTrade.put("~ all", all);
    byTrade.forEach(
        (trade, t) ->
            System.out.printf(
                "| %s | %d | %.2f | %.2f | %.2f | %.0f | %.0f |%n",
                trade,
                t.size(),
                100 * mean(t, x -> x.withLastYear().meanErrorOfRunRate()),
                100 * mean(t, x -> x.alone().meanError()),
                100 * mean(t, x -> x.withLastYear().meanError()),
                100 * held(t, Tested::alone),
                100 * held(t, Tested::withLastYear)));
  }
}
