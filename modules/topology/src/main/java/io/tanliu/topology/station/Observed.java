// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.avro.StationObservation;
import io.tanliu.domain.station.Station;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One observation as it is kept: exactly what was sent.
 *
 * @param time as sent, epoch milliseconds
 * @param value in the channel's unit
 * @param flag as sent
 * @param reference known content of the gas, in the channel's unit
 * @param place of a station that moves
 */
record Observed(
    long time,
    Optional<BigDecimal> value,
    String flag,
    Optional<BigDecimal> reference,
    Optional<Station.Place> place) {

  /** The observation as it is kept. */
  static Observed of(StationObservation observation) {
    return new Observed(
        observation.getTime().toEpochMilli(),
        number(observation.getValue(), observation.getScale()),
        observation.getFlag(),
        number(observation.getReference(), observation.getScale()),
        observation.getLatitude() == null
            ? Optional.empty()
            : Optional.of(
                new Station.Place(
                    new Station.Position(observation.getLatitude(), observation.getLongitude()),
                    Optional.ofNullable(observation.getAltitude()),
                    Optional.ofNullable(observation.getFootprint()))));
  }

  private static Optional<BigDecimal> number(Long value, int scale) {
    return Optional.ofNullable(value).map(v -> BigDecimal.valueOf(v, scale));
  }
}
