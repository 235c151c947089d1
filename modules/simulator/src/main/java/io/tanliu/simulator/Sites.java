// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.station.CityMap.Seat;
import io.tanliu.domain.unit.Position;
import io.tanliu.domain.unit.UnitProfile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Made-up places of the units: those of a county stand together in its industrial park (园区), which
 * lies around the seat of their city, at most some 20 km away.
 */
final class Sites {
  /** From the seat to a park, degrees to the north or south and to the east or west. */
  private static final double PARK = .18;

  /** From the middle of a park to a unit, degrees. */
  private static final double WITHIN = .006;

  /**
   * Where all units stand in one park, so that a cell has a power plant and other large emitters.
   */
  private static final String ONE_PARK = "360400";

  private static final int DECIMALS = 4;

  private final Map<String, Seat> seats;
  private final long seed;

  Sites(List<Seat> seats, long seed) {
    this.seats = seats.stream().collect(Collectors.toMap(Seat::region, seat -> seat));
    this.seed = Noise.mix(seed, "sites");
  }

  /** The unit with its position; as it was where its city has no seat. */
  SimulatedUnit place(SimulatedUnit unit) {
    String city = unit.definition().region().substring(0, 4) + "00";
    Seat seat = seats.get(city);
    if (seat == null) {
      return unit;
    }
    long park = Noise.mix(seed, city.equals(ONE_PARK) ? city : unit.definition().region());
    long own = Noise.mix(seed, unit.definition().id());
    UnitProfile profile = unit.definition().profile();
    return unit.with(
        profile.at(
            new Position(
                near(seat.position().latitude(), park, own, 0),
                near(seat.position().longitude(), park, own, 1))));
  }

  private static BigDecimal near(double seat, long park, long own, int axis) {
    double degrees = seat + PARK * Noise.signed(park, axis) + WITHIN * Noise.signed(own, axis);
    return BigDecimal.valueOf(degrees).setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }
}
