// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.station.CityMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A made-up station for CO2 and CH4 in a city: hours, or parts of them with flags of ICOS. Air over
 * the background by night, a gas of known content each night at three, now and then a value that is
 * flagged; and what {@link Part} it plays in the network.
 *
 * @param number of the city, from 0
 * @param seat where it stands
 * @param name display name
 * @param interval of its observations, milliseconds: an hour or less
 */
record AirStation(long seed, String id, int number, CityMap.Seat seat, String name, long interval)
    implements SimulatedStation {

  /** Cities that have a plume in turn, each evening another one. */
  static final int PLUMES = 8;

  /** Cities whose data logger is off in turn, each day another one. */
  static final int OUTAGES = 3;

  /** The city whose CO2 analyser has drifted. */
  static final int DRIFTED = 4;

  private static final int CHECKED_AT = 3;
  private static final long CHECK_MINUTES = 10;
  private static final long PLUME_BEGINS = 20 * Times.HOUR;
  private static final long PLUME_LENGTH = 28 * Times.HOUR;
  private static final long OFF_FROM = 6 * Times.HOUR;
  private static final long OFF_UNTIL = 18 * Times.HOUR;
  private static final double BOTH_WAYS = 2 * Math.PI;
  private static final double DAYS_OF_YEAR = 365.2425;
  private static final double FLAGGED = .004;

  /** What is in the air: mole fractions in the gas's unit. */
  private enum Gas {
    CO2("ppm", 424, 4, 8, 6, 2, 35, 55, 410, .04, .45),
    CH4("ppb", 1_955, 12, 50, 22, 6, 150, 260, 1_950, 1, 1);

    private final String unit;
    private final double clean;
    private final double season;
    private final double city;
    private final double night;
    private final double noise;
    private final double plume;
    private final double plumeSpread;
    private final int bottle;
    private final double bottleNoise;
    private final double drift;

    Gas(
        String unit,
        double clean,
        double season,
        double city,
        double night,
        double noise,
        double plume,
        double plumeSpread,
        int bottle,
        double bottleNoise,
        double drift) {
      this.unit = unit;
      this.clean = clean;
      this.season = season;
      this.city = city;
      this.night = night;
      this.noise = noise;
      this.plume = plume;
      this.plumeSpread = plumeSpread;
      this.bottle = bottle;
      this.bottleNoise = bottleNoise;
      this.drift = drift;
    }

    String code() {
      return this == CO2 ? "co2" : "ch4";
    }
  }

  @Override
  public Map<String, Object> document() {
    List<Map<String, Object>> channels = new ArrayList<>();
    for (Gas gas : Gas.values()) {
      channels.add(Map.of("parameter", gas.code(), "unit", gas.unit));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", name);
    document.put("kind", "ATMOSPHERE");
    document.put("region", seat.region());
    document.put("latitude", seat.position().latitude());
    document.put("longitude", seat.position().longitude());
    document.put("height", 40 + 10 * Noise.below(seed, 0, 7));
    document.put("interval", interval / 1_000);
    document.put("flagScheme", parts() ? "ICOS" : "PLAIN");
    document.put("channels", channels);
    return document;
  }

  private boolean parts() {
    return interval < Times.HOUR;
  }

  @Override
  public String unit() {
    return "";
  }

  /** The background needs five days. */
  @Override
  public long history() {
    return 14 * Times.DAY;
  }

  @Override
  public List<Observed> due(long from, long to) {
    List<Observed> found = new ArrayList<>();
    for (long time = Times.ceil(from - interval, interval);
        time + interval < to;
        time += interval) {
      if (!off(time)) {
        for (Gas gas : Gas.values()) {
          found.add(checked(time) ? check(gas, time) : air(gas, time));
        }
      }
    }
    return found;
  }

  /** True while the data logger is off: nothing of it is ever sent. */
  boolean off(long time) {
    return number >= PLUMES
        && Math.floorMod(Times.day(time), OUTAGES) == number - PLUMES
        && Times.ofDay(time) >= OFF_FROM
        && Times.ofDay(time) < OFF_UNTIL;
  }

  /** True while a plume passes: of CO2 in every other city, of CH4 in the rest. */
  boolean plume(long time) {
    return since(time) >= 0;
  }

  /** Time since the plume began; negative without one. */
  private long since(long time) {
    long evening = Times.day(time - PLUME_BEGINS);
    for (long day = evening; day >= evening - 1; day--) {
      long since = time - (day * Times.DAY - 8 * Times.HOUR + PLUME_BEGINS);
      boolean mine = number < PLUMES && Math.floorMod(day, PLUMES) == number;
      if (mine && since >= 0 && since < PLUME_LENGTH) {
        return since;
      }
    }
    return -1;
  }

  private boolean checked(long time) {
    long sinceThree = Times.ofDay(time) - CHECKED_AT * Times.HOUR;
    return sinceThree >= 0 && sinceThree < (parts() ? CHECK_MINUTES * Times.MINUTE : Times.HOUR);
  }

  private Observed check(Gas gas, long time) {
    double off = number == DRIFTED && gas == Gas.CO2 ? gas.drift : 0;
    double read = gas.bottle + off + gas.bottleNoise * Noise.signed(own(gas), time);
    return new Observed(
        gas.code(),
        time,
        Optional.of(rounded(read)),
        parts() ? "U" : "span",
        Optional.of(BigDecimal.valueOf(gas.bottle)));
  }

  private Observed air(Gas gas, long time) {
    if (Noise.unit(own(gas) + 1, time / Times.HOUR) < FLAGGED) {
      return Observed.of(gas.code(), time, rounded(gas.clean / 2), parts() ? "K" : "invalid");
    }
    return Observed.of(gas.code(), time, rounded(truth(gas, time)), parts() ? "U" : "valid_so_far");
  }

  private double truth(Gas gas, long time) {
    double day = Times.day(time) / DAYS_OF_YEAR;
    double hour = (double) Times.ofDay(time) / Times.HOUR;
    double value =
        gas.clean
            + gas.season * Math.cos(BOTH_WAYS * day)
            + gas.city * Noise.unit(own(gas), number)
            + gas.night * Math.cos(BOTH_WAYS * (hour - 4) / 24)
            + gas.noise * Noise.signed(own(gas) + 2, time / interval);
    long since = since(time);
    if (since < 0 || (gas == Gas.CO2) != (number % 2 == 0)) {
      return value;
    }
    double size = gas.plume + gas.plumeSpread * Noise.unit(own(gas) + 3, number);
    double rising = Math.min(1, (since + Times.HOUR) / (3.0 * Times.HOUR));
    double falling = Math.min(1, (PLUME_LENGTH - since) / (3.0 * Times.HOUR));
    double swings = 1 + .08 * Noise.signed(own(gas) + 4, time / Times.HOUR);
    return value + size * rising * falling * swings;
  }

  private long own(Gas gas) {
    return Noise.mix(seed, gas.code());
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(Math.round(value * 100), 2);
  }
}
