// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.AllowanceBalance;
import io.tanliu.avro.CapacityShare;
import io.tanliu.avro.CarbonCode;
import io.tanliu.avro.RankPlace;
import io.tanliu.avro.Ranking;
import io.tanliu.avro.ScreeningEvent;
import io.tanliu.avro.ScreeningState;
import io.tanliu.avro.UnitClass;
import io.tanliu.avro.UnitRank;
import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The derived views, from published days, the register, reports and allowance entries. */
class ViewTopologyTest extends ViewsGiven {
  @Test
  void shouldClassAProductByItsEnergyAndItsProduction() {
    cement("U", "3011", "1000000");
    days("U", "2024-01-01", "2025-01-03", Map.of("tce", tonnes("105"), "electricity", 52_000_000L));
    production("U", "2024", "366000");
    tick();
    UnitClass year = read(Topics.CONTROL_CLASS).get("U|2024");
    assertThat(year.getProvisional()).isFalse();
    var product = year.getProducts().get(0);
    assertThat(product.getReason()).isEmpty();
    var indicators = product.getIndicators();
    assertThat(indicators.get(0).getIndicator()).isEqualTo("单位产品综合能耗");
    assertThat(indicators.get(0).getValue()).as("105 t a day for 1 000 t").isEqualTo("105");
    assertThat(indicators.get(0).getLevel()).as("100 < 105 <= 107").isEqualTo(2);
    assertThat(indicators.get(0).getPolicyClass()).isEqualTo("BASELINE");
    assertThat(indicators.get(0).getUncorrected()).containsExactly("air_pressure_pa");
    assertThat(indicators.get(1).getUnit()).isEqualTo("kWh/t");
    assertThat(indicators.get(1).getValue()).isEqualTo("52");
    assertThat(indicators.get(2).getValue()).as("no coal is metered").isNull();
    days("U", "2024-03-01", "2024-05-01", Map.of("tce", tonnes("50")), "2025-01-03");
    tick();
    assertThat(read(Topics.CONTROL_CLASS).get("U|2024").getProducts().get(0).getIndicators().get(0))
        .as("a correction of two months")
        .satisfies(i -> assertThat(i.getPolicyClass()).isEqualTo("BENCHMARK"));
  }

  @Test
  void shouldTellTheDayOnWhichAUnitEnteredAndTakeItBackAfterACorrection() {
    cement("U", "3011", "1000000");
    days("U", "2024-01-01", "2024-09-20", Map.of("tce", tonnes("40")));
    tick();
    List<ScreeningEvent> events = events();
    assertThat(events)
        .extracting(e -> e.getEvent() + " " + e.getProgramme() + " " + e.getDay())
        .containsExactlyInAnyOrder(
            "ENTERED T036 2024-09-06",
            "ENTERED T037 2024-05-04",
            "LEFT T037 2024-09-06",
            "ENTERED N002 2024-09-06",
            "ENTERED N003 2024-05-04",
            "LEFT N003 2024-09-06",
            "ENTERED T124 2024-05-04",
            "ENTERED T125 2024-02-19",
            "LEFT T125 2024-05-04");
    ScreeningState state = read(Topics.CONTROL_SCREENING).get("U|T036");
    assertThat(state.getState()).isEqualTo("INSIDE");
    assertThat(state.getSince()).isEqualTo("2024-09-06");
    assertThat(state.getTotal()).isEqualTo("10520");

    days("U", "2024-02-01", "2024-02-11", Map.of("tce", tonnes("1")), "2024-09-20");
    tick();
    assertThat(events())
        .extracting(
            e -> e.getEvent() + " " + e.getProgramme() + " " + e.getBefore() + " " + e.getAfter())
        .contains("RESTATED T036 2024-09-06.. 2024-09-16..");
    days("U", "2024-02-01", "2024-04-11", Map.of("tce", tonnes("1")), "2024-09-20");
    tick();
    assertThat(events())
        .filteredOn(e -> e.getProgramme().equals("T036"))
        .extracting(e -> e.getEvent() + " " + e.getBefore() + " " + e.getAfter())
        .containsExactly("RESTATED 2024-09-16.. ");
  }

  @Test
  void shouldEnrolADataCentreAboveTenThousandTonnes() {
    define(new EnergyUnit("DC", "DC", "360102", "6450", Given.ZONE, List.of(Given.interval("E"))));
    days("DC", "2024-01-01", "2024-12-31", Map.of("tce", tonnes("30")));
    tick();
    assertThat(events())
        .filteredOn(e -> e.getProgramme().equals("T063"))
        .extracting(ScreeningEvent::getDay)
        .as("334 days of 30 t are 10 020 t")
        .containsExactly("2024-11-29");
  }

  @Test
  void shouldBalanceAllowances() {
    cement("U", "3011", "1000000");
    quota("a", QuotaEntry.Kind.ALLOCATION, "30000", "2024-01-01");
    days("U", "2023-01-01", "2024-07-01", Map.of("co2e", tonnes("100")));
    tick();
    AllowanceBalance balance = read(Topics.CONTROL_ALLOWANCE).get("U|ETS|2024");
    assertThat(balance.getState()).isEqualTo("DEFICIT_FORECAST");
    assertThat(balance.getUsed()).isEqualTo("18200");
    assertThat(balance.getForecastMethod()).isEqualTo("level-1/last-year");
    assertThat(balance.getForecast()).isEqualTo("36600");

    quota("b", QuotaEntry.Kind.PURCHASE, "9000", "2024-03-01");
    tick();
    assertThat(read(Topics.CONTROL_ALLOWANCE).get("U|ETS|2024").getState()).isEqualTo("COVERED");

    delete(Topics.REF_QUOTA, "U|b");
    tick();
    assertThat(read(Topics.CONTROL_ALLOWANCE).get("U|ETS|2024").getState())
        .isEqualTo("DEFICIT_FORECAST");
    delete(Topics.REF_QUOTA, "U|a");
    tick();
    assertThat(read(Topics.CONTROL_ALLOWANCE)).containsEntry("U|ETS|2024", null);
  }

  @Test
  void shouldRankCodeAndWeighTheUnitsOfAnIndustryAlikeInAnyOrderOfArrival() throws IOException {
    Map<String, String> first = null;
    for (int seed = 0; seed < 3; seed++) {
      driver.close();
      driver = driver();
      told.clear();
      List<Runnable> steps = new ArrayList<>();
      for (int i = 1; i <= 6; i++) {
        String unit = "U" + i;
        String now = String.valueOf(60 + 10 * i);
        steps.add(() -> cement(unit, "3011", "100000"));
        steps.add(() -> days(unit, "2023-01-01", "2024-01-01", both("100"), "2024-03-01"));
        steps.add(() -> days(unit, "2024-01-01", "2024-03-01", both(now), "2024-03-01"));
        steps.add(() -> production(unit, "2023", "365000"));
        steps.add(() -> production(unit, "2024", "366000"));
      }
      steps.add(() -> cement("V", "3011", "100000"));
      steps.add(() -> days("V", "2024-01-01", "2024-03-01", both("90")));
      Collections.shuffle(steps, new Random(seed));
      for (Runnable step : steps) {
        step.run();
        tick();
      }
      Map<String, String> now = new LinkedHashMap<>();
      read(Topics.CONTROL_RANKING).forEach((key, value) -> now.put(key, value.toString()));
      read(Topics.CONTROL_CODE).forEach((key, value) -> now.put(key, value.toString()));
      read(Topics.CONTROL_CAPACITY).forEach((key, value) -> now.put(key, value.toString()));
      Map<String, String> sorted = new java.util.TreeMap<>(now);
      assertThat(first == null ? sorted : first).isEqualTo(sorted);
      first = sorted;
    }
    Ranking reduction = read(Topics.CONTROL_RANKING).get("360000|3011|tce|reduction|any");
    assertThat(reduction.getBest())
        .extracting(RankPlace::getEntity)
        .containsExactly("U1", "U2", "U3", "U4", "U5", "U6");
    assertThat(reduction.getBest().get(0).getValue()).isEqualTo("0.3");
    assertThat(reduction.getUnranked())
        .extracting(u -> u.getReason() + u.getFirst())
        .containsExactly("no-production[V]");
    CarbonCode code = read(Topics.CONTROL_CODE).get("U1");
    assertThat(code.getPeers()).isEqualTo(6);
    assertThat(code.getCode()).as("70 against a median of 95 a tonne").isEqualTo(2);
    assertThat(read(Topics.CONTROL_CODE).get("V").getCode()).isNull();
    CapacityShare share = read(Topics.CONTROL_CAPACITY).get("360000|3011");
    assertThat(share.getProducts().get(0).getTotal()).isEqualTo("700000");
    assertThat(share.getState()).as("6 of 7 at 100 kgce/t or below").isEqualTo("MET");
    UnitRank rank = read(Topics.CONTROL_RANK).get("U3|360000|3011|co2e|intensity");
    assertThat(rank.getRank()).isEqualTo(3);
  }

  @Test
  void shouldTellAUnitsRankAgainOnlyWhenItChanged() {
    for (int i = 1; i <= 3; i++) {
      cement("U" + i, "3011", "100000");
      production("U" + i, "2024", "366000");
      days("U" + i, "2024-01-01", "2024-03-01", both(String.valueOf(60 + 10 * i)));
    }
    tick();
    assertThat(read(Topics.CONTROL_RANK)).isNotEmpty();
    told.clear();
    days("U2", "2024-03-01", "2024-03-02", both("79"));
    tick();
    assertThat(read(Topics.CONTROL_RANK)).as("other values, the same ranks").isEmpty();
    told.clear();
    days("U2", "2024-03-02", "2024-03-20", both("10"));
    tick();
    assertThat(read(Topics.CONTROL_RANK).keySet())
        .allMatch(key -> key.contains("intensity"))
        .anyMatch(key -> key.startsWith("U1|"))
        .anyMatch(key -> key.startsWith("U2|"))
        .noneMatch(key -> key.startsWith("U3|"));
  }
}
