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
 * @param platform what carries it; present for {@link Kind#MOBILE} and {@link Kind#SATELLITE}
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
    Optional<Platform> platform,
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

  private static final double EARTH = 6_371_000;

  /** What a station measures. */
  public enum Kind {
    /** Ambient air at a fixed place (大气监测站). */
    ATMOSPHERE,
    /** Flue gas in a stack (烟气排放连续监测). */
    STACK,
    /** Ambient air on a vehicle or aircraft (走航监测). */
    MOBILE,
    /** Columns seen from a satellite (卫星遥感). */
    SATELLITE;

    /** True for one whose every observation has a place of its own. */
    public boolean moves() {
      return this == MOBILE || this == SATELLITE;
    }
  }

  /** What carries an instrument that moves (平台). */
  public enum Platform {
    /** On a road (走航车). */
    VEHICLE,
    /** On water (船). */
    SHIP,
    /** An aircraft without a crew (无人机). */
    DRONE,
    /** An aircraft with a crew (飞机). */
    AIRCRAFT,
    /** In orbit (卫星). */
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

    /** Great-circle distance on a sphere of 6 371 km (haversine), m. */
    public double metresTo(Position other) {
      double up = StrictMath.toRadians(other.latitude - latitude) / 2;
      double along = StrictMath.toRadians(other.longitude - longitude) / 2;
      double square =
          square(StrictMath.sin(up))
              + StrictMath.cos(StrictMath.toRadians(latitude))
                  * StrictMath.cos(StrictMath.toRadians(other.latitude))
                  * square(StrictMath.sin(along));
      return 2 * EARTH * StrictMath.asin(StrictMath.min(1, StrictMath.sqrt(square)));
    }

    private static double square(double value) {
      return value * value;
    }
  }

  /**
   * Where an observation was made, or what it saw.
   *
   * @param position of the instrument, or the middle of what a satellite saw
   * @param altitude above sea level, m, −500 to 100 000
   * @param footprint largest extent of the ground that was seen (足迹), m, 0 to 100 000
   */
  public record Place(Position position, Optional<Double> altitude, Optional<Double> footprint) {
    /** Highest altitude and largest footprint, m. */
    public static final double MOST = 100_000;

    /** Lowest altitude, m. */
    public static final double LEAST = -500;
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
