// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which city a place belongs to: the one whose seat of government is nearest, within some reach.
 * That is no boundary: near one it can name the neighbour. Boundaries need a map with a licence.
 *
 * @param seats seats of government
 * @param reach largest distance from a seat, m; positive
 */
public record CityMap(List<Seat> seats, double reach) {

  /** Copies what could change. */
  public CityMap {
    seats = List.copyOf(seats);
  }

  /** A seat of government and the GB/T 2260 code of its city. */
  public record Seat(String region, Station.Position position) {}

  /** Code of the city; empty beyond the reach of every seat. */
  public Optional<String> city(Station.Position place) {
    return seats.stream()
        .min(
            Comparator.comparingDouble((Seat seat) -> seat.position().metresTo(place))
                .thenComparing(Seat::region))
        .filter(seat -> seat.position().metresTo(place) <= reach)
        .map(Seat::region);
  }
}
