// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import io.tanliu.domain.cems.Basis;
import io.tanliu.domain.cems.FlowKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A station that measures gases (监测站点).
 *
 * @param id station id
 * @param name display name
 * @param kind what it measures
 * @param region GB/T 2260 code of where it stands
 * @param zone zone in which its days begin
 * @param position where it stands; empty when it moves
 * @param height of the inlet above ground, m
 * @param interval distance of two observations
 * @param scheme who wrote the letters of its flags
 * @param needed valid observations that make an hour valid; 0 for the rule's
 * @param channels what it sends
 * @param stack what turns the values of a stack monitor into mass; present for {@link Kind#STACK}
 */
public record Station(
    String id,
    String name,
    Kind kind,
    String region,
    ZoneId zone,
    Optional<Position> position,
    Optional<Double> height,
    Duration interval,
    FlagScheme scheme,
    int needed,
    List<Channel> channels,
    Optional<Stack> stack) {

  /** Copies what could change. */
  public Station {
    channels = List.copyOf(channels);
  }

  /** What a station measures. */
  public enum Kind {
    /** Ambient air at a fixed place (大气监测站). */
    ATMOSPHERE,
    /** Flue gas in a stack (烟气排放连续监测). */
    STACK,
    /** Ambient air on a vehicle or aircraft (走航监测). */
    MOBILE,
    /** Columns seen from a satellite (卫星遥感). */
    SATELLITE
  }

  /**
   * A place on the ground.
   *
   * @param latitude degrees north, WGS 84, −90 to 90
   * @param longitude degrees east, WGS 84, −180 to 180
   */
  public record Position(double latitude, double longitude) {
    /** True for a place on Earth. */
    public static boolean possible(double latitude, double longitude) {
      return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    }
  }

  /**
   * One quantity that is sent.
   *
   * @param parameter code of a gas, or a quantity of a stack
   * @param unit symbol of the unit of its values
   * @param basis volume to which a concentration in a stack refers
   * @param point metering point at which the hourly mass is entered
   */
  public record Channel(
      String parameter, String unit, Optional<Basis> basis, Optional<String> point) {}

  /**
   * What is known of a stack.
   *
   * @param unit unit to which it belongs
   * @param flow what its flow meter states
   * @param section inner section, m²
   * @param velocityFactor Kv
   * @param ambientPressure where none is sent, Pa
   * @param humidity where none is sent, 0 to below 1
   */
  public record Stack(
      String unit,
      FlowKind flow,
      Optional<BigDecimal> section,
      BigDecimal velocityFactor,
      BigDecimal ambientPressure,
      Optional<BigDecimal> humidity) {}

  /** The channel of a quantity. */
  public Optional<Channel> channel(String parameter) {
    return channels.stream().filter(c -> c.parameter().equals(parameter)).findFirst();
  }

  /** Observations in a full hour. */
  public int partsOfHour() {
    return (int) Math.max(1, Duration.ofHours(1).toMillis() / interval.toMillis());
  }

  /** Valid observations that make an hour of this station valid, at least 1. */
  public int needed(MeanRules rules) {
    return needed > 0
        ? needed
        : Math.max(1, (rules.validMinutesOfHour() * partsOfHour() + 59) / 60);
  }
}
