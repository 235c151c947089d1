// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tanliu.domain.station.CityMap.Seat;
import io.tanliu.domain.station.Station.Position;
import io.tanliu.domain.station.Track.Fix;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where observations were made, and which of them look like the instrument. */
class PlacesTest {
  private static final long PPM = 1_000_000_000L;
  private static final GasRules CO2 =
      new GasRules("co2", MoleFraction.PPM, 300 * PPM, 2_000 * PPM, PPM / 5, 20 * PPM, 50 * PPM);
  private static final MeanRules RULES =
      new MeanRules(45, 18, 30, 120, new BigDecimal("3"), new BigDecimal("3"), 45, 3);

  @Test
  void shouldMeasureTheWayAlongTheEarth() {
    Position origin = new Position(0, 0);
    // A quarter of the way round a sphere of 6 371 km.
    assertThat(origin.metresTo(new Position(0, 90)))
        .isCloseTo(Math.PI / 2 * 6_371_000, within(1e-3));
    assertThat(origin.metresTo(new Position(90, 17)))
        .isCloseTo(Math.PI / 2 * 6_371_000, within(1e-3));
    assertThat(new Position(28, 179.9).metresTo(new Position(28, -179.9))).isLessThan(20_000);
    assertThat(origin.metresTo(origin)).isZero();
  }

  @Test
  void shouldFindPlacesThatAPlatformCannotHaveReached() {
    List<Fix> road = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      // 0.01° of latitude a minute: 18.5 m/s.
      road.add(new Fix(60_000L * minute, new Position(28 + minute * .01, 115)));
    }
    assertThat(Track.misplaced(road, 60)).isEmpty();
    assertThat(Track.misplaced(road, 15)).hasSize(60);
    road.set(20, new Fix(1_200_000, new Position(31, 121)));
    road.set(59, new Fix(59 * 60_000L, new Position(0, 0)));
    Collections.shuffle(road, new Random(3));
    assertThat(Track.misplaced(road, 60)).isEqualTo(Set.of(1_200_000L, 59 * 60_000L));
    assertThat(Track.misplaced(road.subList(0, 1), 60)).isEmpty();
  }

  @Test
  void shouldNameTheCityWhoseSeatIsNearestWithinReach() {
    CityMap map =
        new CityMap(
            List.of(
                new Seat("360100", new Position(28.68, 115.86)),
                new Seat("360500", new Position(27.82, 114.92))),
            150_000);
    assertThat(map.city(new Position(28.5, 115.9))).contains("360100");
    assertThat(map.city(new Position(27.9, 115.0))).contains("360500");
    assertThat(map.city(new Position(23, 113))).isEmpty();
  }

  @Test
  void shouldSuspectOneValueForMostOfAnHourAndNeedlesButNoPlume() {
    List<Observation> hour = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      hour.add(minute(minute, 420 * PPM + (minute * 37 % 60) * PPM / 100));
    }
    assertThat(Suspect.of(hour, CO2)).isEqualTo(new Suspect(1, 0));
    assertThat(Suspect.of(hour, CO2).ratio(RULES, 60)).isZero();
    // A plume comes and stays for two minutes.
    hour.set(30, minute(30, 600 * PPM));
    hour.set(31, minute(31, 590 * PPM));
    assertThat(Suspect.of(hour, CO2).spikes()).isZero();
    for (int minute : new int[] {5, 11, 40}) {
      hour.set(minute, minute(minute, 480 * PPM));
    }
    Collections.shuffle(hour, new Random(4));
    Suspect needles = Suspect.of(hour, CO2);
    assertThat(needles.spikes()).isEqualTo(3);
    assertThat(needles.ratio(RULES, 60)).isEqualByComparingTo("1");
    List<Observation> stuck = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      stuck.add(minute(minute, minute < 15 ? (420 + minute) * PPM : 440 * PPM));
    }
    assertThat(Suspect.of(stuck, CO2).ratio(RULES, 60)).isEqualByComparingTo("1");
    assertThat(Suspect.of(stuck.subList(0, 59), CO2).ratio(RULES, 60)).isLessThan(BigDecimal.ONE);
    // Of single values nothing can be said.
    assertThat(Suspect.of(stuck, CO2).ratio(RULES, 1)).isZero();
  }

  private static Observation minute(int minute, long count) {
    return new Observation(60_000L * minute, Optional.of(count), QcFlag.VALID);
  }
}
