// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.station.CityMap;
import io.tanliu.domain.unit.Region;
import io.tanliu.reference.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The made-up stations: one in the air of each city, and stack monitors of some power plants. */
final class Stations {
  /** Number of a data logger, 24 hexadecimal digits: region, kind of source, number. */
  private static final String MN = "%s31%016X";

  private Stations() {}

  /** In the air, in the order of the cities' codes; the first one sends every five minutes. */
  static List<AirStation> air(long seed, Seeds seeds) {
    List<CityMap.Seat> seats =
        seeds.stations().cities().seats().stream()
            .filter(seat -> Cities.codes().contains(seat.region()))
            .sorted(Comparator.comparing(CityMap.Seat::region))
            .toList();
    List<AirStation> stations = new ArrayList<>();
    for (CityMap.Seat seat : seats) {
      Region city = seeds.regions().find(seat.region()).orElseThrow();
      String id = Cities.pinyin(city) + "-GHG-1";
      String name = "示例" + Cities.shortName(city) + "温室气体站";
      int number = stations.size();
      stations.add(
          new AirStation(
              Noise.mix(seed, id),
              id,
              number,
              seat,
              name,
              number == 0 ? 5 * Times.MINUTE : Times.HOUR));
    }
    return stations;
  }

  /** In stacks. */
  static List<StackMonitor> stacks(long seed, List<SimulatedUnit> units) {
    List<StackMonitor> monitors = new ArrayList<>();
    for (SimulatedUnit unit : units) {
      unit.stack()
          .ifPresent(
              mass -> {
                String region = unit.definition().region();
                String id = MN.formatted(region, monitors.size() + 1);
                monitors.add(
                    new StackMonitor(
                        Noise.mix(seed, id),
                        id,
                        unit.definition().id(),
                        unit.definition().name() + "1号烟囱",
                        region,
                        mass));
              });
    }
    return monitors;
  }
}
