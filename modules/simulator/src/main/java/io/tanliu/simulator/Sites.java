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

/** Made-up places of the units: around the seat of their city, at most some 20 km away. */
final class Sites {
  /** Degrees to the north or south and to the east or west. */
  private static final double FARTHEST = .18;

  private static final int DECIMALS = 3;

  private final Map<String, Seat> seats;
  private final long seed;

  Sites(List<Seat> seats, long seed) {
    this.seats = seats.stream().collect(Collectors.toMap(Seat::region, seat -> seat));
    this.seed = Noise.mix(seed, "sites");
  }

  /** The unit with its position; as it was where its city has no seat. */
  SimulatedUnit place(SimulatedUnit unit) {
    Seat seat = seats.get(unit.definition().region().substring(0, 4) + "00");
    if (seat == null) {
      return unit;
    }
    long own = Noise.mix(seed, unit.definition().id());
    UnitProfile profile = unit.definition().profile();
    return unit.with(
        profile.at(
            new Position(
                near(seat.position().latitude(), Noise.signed(own, 0)),
                near(seat.position().longitude(), Noise.signed(own, 1)))));
  }

  private static BigDecimal near(double degrees, double share) {
    return BigDecimal.valueOf(degrees + FARTHEST * share)
        .setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }
}
