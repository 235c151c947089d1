// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tanliu.domain.cems.StackConditions;
import io.tanliu.domain.station.Background;
import io.tanliu.domain.station.Enhancement;
import io.tanliu.domain.station.GasRules;
import io.tanliu.domain.station.MeanRules;
import io.tanliu.domain.station.SpanCheck;
import io.tanliu.hj212.Decoder;
import io.tanliu.hj212.Encoder;
import io.tanliu.hj212.Item;
import io.tanliu.hj212.Rules;
import io.tanliu.hj212.Verdict;
import io.tanliu.reference.Seeds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StationsTest {
  private static final Seeds SEEDS = Seeds.load();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final long END = Times.startOfDay(TODAY);
  private static final List<AirStation> AIR = Stations.air(36, SEEDS);
  private static final List<StackMonitor> STACKS =
      Stations.stacks(36, Province.of(36, SEEDS, TODAY).simulated());
  private static final MeanRules RULES = SEEDS.stations().means();

  @Test
  void shouldHaveAStationInEachCityAndStackMonitorsThatSendByThemselves() {
    assertThat(AIR)
        .extracting(s -> s.seat().region())
        .containsExactlyElementsOf(Cities.codes())
        .hasSize(11);
    assertThat(AIR).extracting(AirStation::name).doesNotHaveDuplicates();
    assertThat(STACKS)
        .extracting(StackMonitor::unit)
        .containsExactlyElementsOf(CarbonMeters.MONITORED);
  }

  @Test
  void shouldSendTheSameInOneSpanAsInItsParts() {
    List<SimulatedStation> all = new ArrayList<>(AIR);
    all.addAll(STACKS);
    for (SimulatedStation station : all) {
      long from = END - Times.DAY;
      List<Observed> parts = new ArrayList<>();
      for (long at = from; at < END; at += 7 * Times.MINUTE) {
        parts.addAll(station.due(at, Math.min(at + 7 * Times.MINUTE, END)));
      }
      assertThat(parts).as(station.id()).isEqualTo(station.due(from, END)).isNotEmpty();
      assertThat(parts)
          .allMatch(o -> o.time() + station.interval() >= from)
          .allMatch(o -> o.time() + station.interval() < END);
    }
  }

  @Test
  void shouldHaveAnEventSomewhereAtAnyTimeAndNoneWhereNoPlumePasses() {
    Map<Long, Integer> open = new TreeMap<>();
    for (AirStation station : AIR) {
      for (String gas : List.of("co2", "ch4")) {
        GasRules rules = SEEDS.stations().gases().get(gas);
        Map<Long, Long> hours = hours(station, gas, END - 38 * Times.DAY, END);
        for (long day = END - 8 * Times.DAY; day < END; day += Times.DAY) {
          long to = day;
          List<Long> before =
              hours.entrySet().stream()
                  .filter(e -> e.getKey() >= to - 30 * Times.DAY && e.getKey() < to)
                  .map(Map.Entry::getValue)
                  .toList();
          Background background = Background.of(before, RULES).orElseThrow();
          for (long hour = day; hour < day + Times.DAY; hour += Times.HOUR) {
            if (hours.containsKey(hour)) {
              boolean event =
                  Enhancement.ratio(hours.get(hour), background, rules, RULES)
                          .compareTo(BigDecimal.ONE)
                      > 0;
              assertThat(!event || station.plume(hour))
                  .as("%s %s %s", station.id(), gas, hour)
                  .isTrue();
              if (event) {
                open.merge(hour, 1, Integer::sum);
              }
            }
          }
        }
      }
    }
    // The hour of the check and the first and last of a plume apart, there is always one.
    assertThat(open.keySet()).hasSizeGreaterThan(8 * 24 - 20);
    assertThat(open.values()).allMatch(n -> n <= 2);
  }

  /** Hourly means of what is not flagged, 10⁻¹⁵ mol/mol. */
  private static Map<Long, Long> hours(AirStation station, String gas, long from, long to) {
    Map<Long, List<Long>> all = new TreeMap<>();
    for (Observed o : station.due(from, to)) {
      boolean valid = o.flag().equals("U") || o.flag().equals("valid_so_far");
      if (o.parameter().equals(gas) && valid && o.reference().isEmpty()) {
        all.computeIfAbsent(Times.floor(o.time(), Times.HOUR), h -> new ArrayList<>())
            .add(
                SEEDS
                    .stations()
                    .gases()
                    .get(gas)
                    .unit()
                    .count(o.value().orElseThrow())
                    .orElseThrow());
      }
    }
    Map<Long, Long> means = new HashMap<>();
    all.forEach(
        (hour, values) ->
            means.put(hour, (long) values.stream().mapToLong(v -> v).average().orElseThrow()));
    return means;
  }

  @Test
  void shouldLoseHalfADayOfOneStationEachDayAndNothingOfTheOthers() {
    for (long day = END - 6 * Times.DAY; day < END; day += Times.DAY) {
      int short_ = 0;
      for (AirStation station : AIR) {
        long hours = hours(station, "co2", day, day + Times.DAY).size();
        assertThat(hours).isBetween(11L, 25L);
        short_ += hours < 18 ? 1 : 0;
      }
      assertThat(short_).isEqualTo(1);
    }
  }

  @Test
  void shouldCheckEachAnalyserEachNightAndFindOneThatHasDrifted() {
    GasRules rules = SEEDS.stations().gases().get("co2");
    for (AirStation station : AIR) {
      List<Long> off = new ArrayList<>();
      for (Observed o : station.due(END - Times.DAY, END)) {
        if (o.parameter().equals("co2") && o.reference().isPresent()) {
          BigDecimal read = o.value().orElseThrow().subtract(o.reference().orElseThrow());
          off.add(rules.unit().count(read).orElseThrow());
        }
      }
      BigDecimal ratio = SpanCheck.of(off).orElseThrow().ratio(rules);
      assertThat(ratio.compareTo(BigDecimal.ONE) > 0)
          .isEqualTo(station.number() == AirStation.DRIFTED);
    }
  }

  @Test
  void shouldLetThroughTheStackWhatTheCoalLetsOff() {
    for (StackMonitor stack : STACKS) {
      Map<Long, Map<String, Observed>> records = new TreeMap<>();
      for (Observed o : stack.due(END - 2 * Times.DAY, END)) {
        records.computeIfAbsent(o.time(), t -> new HashMap<>()).put(o.parameter(), o);
      }
      for (Map.Entry<Long, Map<String, Observed>> record : records.entrySet()) {
        Map<String, Observed> values = record.getValue();
        if (values.get("co2").flag().equals("N")) {
          StackConditions conditions =
              new StackConditions(
                  number(values, "temperature"),
                  number(values, "pressure"),
                  BigDecimal.valueOf(101_325),
                  number(values, "humidity").movePointLeft(2));
          double dry =
              conditions
                  .dry(conditions.standardWet(number(values, "flow").multiply(stack.section())))
                  .doubleValue();
          double kilograms = dry * number(values, "co2").doubleValue() * 3.6;
          double emitted = stack.emitted(record.getKey());
          assertThat(kilograms).isCloseTo(emitted, within(emitted * .002));
        }
      }
      assertThat(number(records.values().iterator().next(), "flow").doubleValue())
          .isBetween(4d, 20d);
    }
  }

  private static BigDecimal number(Map<String, Observed> values, String parameter) {
    return values.get(parameter).value().orElseThrow();
  }

  @Test
  void shouldFlagFaultsAndChecksOfAStack() {
    StackMonitor stack = STACKS.get(0);
    Map<String, Integer> flags = new TreeMap<>();
    for (Observed o : stack.due(END - 24 * Times.DAY, END)) {
      if (o.parameter().equals("co2")) {
        flags.merge(o.flag(), 1, Integer::sum);
      }
    }
    assertThat(flags).containsKeys("N", "D", "C");
    assertThat(flags.get("D")).isBetween(30, 90);
    assertThat(flags.get("C")).isBetween(3, 4);
  }

  @Test
  void shouldWritePacketsThatTheDoorReads() {
    StackMonitor stack = STACKS.get(0);
    List<Observed> observed = stack.due(END - Times.HOUR, END - Times.HOUR + 1);
    byte[] frame =
        Encoder.plain().encode(DeviceLogger.packet(stack, END - 2 * Times.HOUR, observed));

    Verdict verdict = new Decoder(Rules.standard()).decode(frame);

    assertThat(verdict.accepted()).as("%s", verdict.findings()).isTrue();
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.packet().orElseThrow().region().item("a05001-Avg").map(Item::number))
        .contains(Optional.of(number(Map.of("co2", find(observed)), "co2")));
  }

  private static Observed find(List<Observed> observed) {
    return observed.stream().filter(o -> o.parameter().equals("co2")).findFirst().orElseThrow();
  }
}
