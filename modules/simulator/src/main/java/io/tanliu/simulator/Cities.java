// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import static io.tanliu.simulator.Trade.ALKALI;
import static io.tanliu.simulator.Trade.CEMENT;
import static io.tanliu.simulator.Trade.CERAMICS;
import static io.tanliu.simulator.Trade.CHP;
import static io.tanliu.simulator.Trade.COPPER;
import static io.tanliu.simulator.Trade.DATA_CENTRE;
import static io.tanliu.simulator.Trade.FERTILIZER;
import static io.tanliu.simulator.Trade.GLASS;
import static io.tanliu.simulator.Trade.ORGANICS;
import static io.tanliu.simulator.Trade.PAPER;
import static io.tanliu.simulator.Trade.POWER;
import static io.tanliu.simulator.Trade.REFINERY;
import static io.tanliu.simulator.Trade.ROLLING;
import static io.tanliu.simulator.Trade.SANITARY;
import static io.tanliu.simulator.Trade.STEEL;

import io.tanliu.domain.unit.Region;
import io.tanliu.reference.Seeds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which made-up units stand in which city of Jiangxi. */
final class Cities {
  static final String PROVINCE = "360000";

  private static final Map<String, List<Trade>> TRADES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("360100", List.of(STEEL, DATA_CENTRE, PAPER, CHP, ROLLING, ORGANICS)),
              Map.entry("360200", List.of(CERAMICS, SANITARY, POWER, ORGANICS, CERAMICS, CHP)),
              Map.entry("360300", List.of(CERAMICS, CEMENT, POWER, ROLLING, SANITARY, GLASS)),
              Map.entry("360400", List.of(REFINERY, ALKALI, CEMENT, POWER, GLASS, PAPER)),
              Map.entry("360500", List.of(STEEL, STEEL, ROLLING, POWER, CEMENT, DATA_CENTRE)),
              Map.entry("360600", List.of(COPPER, COPPER, POWER, FERTILIZER, DATA_CENTRE, CHP)),
              Map.entry("360700", List.of(CEMENT, CERAMICS, COPPER, POWER, PAPER, DATA_CENTRE)),
              Map.entry("360800", List.of(CHP, POWER, CERAMICS, ORGANICS, GLASS, SANITARY)),
              Map.entry("360900", List.of(ALKALI, POWER, CERAMICS, CEMENT, FERTILIZER, GLASS)),
              Map.entry("361000", List.of(PAPER, CHP, DATA_CENTRE, ORGANICS, CERAMICS, ROLLING)),
              Map.entry("361100", List.of(COPPER, CEMENT, POWER, FERTILIZER, ALKALI, CHP))));

  /** Industry stands together; and every county with units is one more book to keep. */
  private static final int COUNTIES = 2;

  private final Seeds seeds;
  private final long seed;

  Cities(Seeds seeds, long seed) {
    this.seeds = seeds;
    this.seed = seed;
  }

  /** Codes of the prefecture cities, in order. */
  static List<String> codes() {
    return List.copyOf(TRADES.keySet());
  }

  /** All units, city by city. */
  List<SimulatedUnit> units() {
    List<SimulatedUnit> units = new ArrayList<>();
    TRADES.forEach((city, trades) -> units.addAll(units(city, trades)));
    return units;
  }

  private List<SimulatedUnit> units(String city, List<Trade> trades) {
    Region region = seeds.regions().find(city).orElseThrow(() -> missing(city));
    List<Region> counties =
        seeds.regions().children(city).stream().filter(r -> r.level().equals("county")).toList();
    if (counties.isEmpty()) {
      throw missing("counties of " + city);
    }
    int first = (int) Noise.below(Noise.mix(seed, city), 0, counties.size());
    Map<Trade, Integer> numbers = new EnumMap<>(Trade.class);
    List<SimulatedUnit> units = new ArrayList<>();
    for (int i = 0; i < trades.size(); i++) {
      Trade trade = trades.get(i);
      Region county = counties.get((first + i % COUNTIES) % counties.size());
      int number = numbers.merge(trade, 1, Integer::sum);
      String id = pinyin(region) + "-" + trade.name().replace('_', '-') + "-" + number;
      String second = number == 1 ? "" : "第二";
      String name = "示例" + shortName(county) + second + trade.noun();
      units.add(new UnitBuilder(trade, Noise.mix(seed, id)).build(id, name, county.code()));
    }
    return units;
  }

  static String pinyin(Region region) {
    return region.nameEn().replaceAll("[^A-Za-z]", "").toUpperCase(Locale.ROOT);
  }

  /** The name without 区, 县 or 市, where two characters remain. */
  static String shortName(Region county) {
    String name = county.nameZh();
    return name.length() > 2 ? name.substring(0, name.length() - 1) : name;
  }

  private static IllegalArgumentException missing(String what) {
    return new IllegalArgumentException(
        "seeds: no " + what + " (expected: the regions of Jiangxi)");
  }
}
