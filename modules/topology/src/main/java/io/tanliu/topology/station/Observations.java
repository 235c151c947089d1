// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.station.CityMap;
import io.tanliu.domain.station.FlagScheme;
import io.tanliu.domain.station.GasRules;
import io.tanliu.domain.station.MeanSum;
import io.tanliu.domain.station.MoleFraction;
import io.tanliu.domain.station.Observation;
import io.tanliu.domain.station.QcFlag;
import io.tanliu.domain.station.SpanCheck;
import io.tanliu.domain.station.Station.Place;
import io.tanliu.domain.station.Station.Position;
import io.tanliu.domain.station.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What was sent of a gas in an hour, understood: numbers as counts, flags by their scheme, the
 * gas's range and where the station can have been.
 */
final class Observations {
  private final List<One> all = new ArrayList<>();

  private record One(Observation observation, Optional<Place> place) {}

  /**
   * @param fastest largest speed of the station's platform, m/s
   */
  Observations(
      ObservationRow row,
      GasRules gas,
      MoleFraction unit,
      FlagScheme scheme,
      Optional<Double> fastest) {
    List<Observed> sent = List.copyOf(row.of(gas.gas()).values());
    Set<Long> misplaced =
        fastest.map(speed -> Track.misplaced(fixes(sent), speed)).orElse(Set.of());
    for (Observed one : sent) {
      Observation read = of(one, gas, unit, scheme);
      boolean there = !misplaced.contains(one.time()) || !read.enters();
      all.add(
          new One(
              there ? read : new Observation(read.time(), read.count(), QcFlag.MISPLACED),
              one.place()));
    }
  }

  private static List<Track.Fix> fixes(List<Observed> sent) {
    return sent.stream()
        .flatMap(
            one -> one.place().map(place -> new Track.Fix(one.time(), place.position())).stream())
        .toList();
  }

  /** All of them, in the order of their intervals. */
  List<Observation> all() {
    return all.stream().map(One::observation).toList();
  }

  private static Observation of(Observed one, GasRules gas, MoleFraction unit, FlagScheme scheme) {
    Optional<Long> count = one.value().flatMap(unit::count);
    if (count.isEmpty() && one.value().isPresent()) {
      return new Observation(one.time(), count, QcFlag.OUT_OF_RANGE);
    }
    QcFlag stated =
        one.flag().isEmpty() ? QcFlag.VALID_SO_FAR : scheme.flag(one.flag()).orElse(QcFlag.SUSPECT);
    // A gas of known content is no air, whatever its flag says.
    QcFlag flag = one.reference().isPresent() && stated.enters() ? QcFlag.SPAN : stated;
    return new Observation(one.time(), count, gas.judged(count, flag));
  }

  private List<Place> places() {
    return all.stream()
        .filter(one -> one.observation().enters())
        .flatMap(one -> one.place().stream())
        .toList();
  }

  /** Mean position and altitude of what entered the mean, and its largest footprint. */
  Optional<Place> place() {
    List<Place> places = places();
    if (places.isEmpty()) {
      return Optional.empty();
    }
    List<Double> altitudes = some(places, Place::altitude);
    return Optional.of(
        new Place(
            new Position(
                mean(places.stream().map(place -> place.position().latitude()).toList()),
                mean(places.stream().map(place -> place.position().longitude()).toList())),
            altitudes.isEmpty() ? Optional.empty() : Optional.of(mean(altitudes)),
            some(places, Place::footprint).stream().max(Double::compare)));
  }

  private static List<Double> some(List<Place> places, Function<Place, Optional<Double>> of) {
    return places.stream().flatMap(place -> of.apply(place).stream()).toList();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElseThrow();
  }

  /** What entered the mean, by the city that it belongs to; under "" what belongs to none. */
  Map<String, MeanSum> cities(CityMap map) {
    Map<String, List<Observation>> found = new TreeMap<>();
    for (One one : all) {
      if (one.observation().enters() && one.place().isPresent()) {
        String city = map.city(one.place().get().position()).orElse("");
        found.computeIfAbsent(city, c -> new ArrayList<>()).add(one.observation());
      }
    }
    Map<String, MeanSum> sums = new TreeMap<>();
    found.forEach((city, of) -> sums.put(city, MeanSum.of(of)));
    return sums;
  }

  /** What the analyser said of gases with known content. */
  static Optional<SpanCheck> span(List<ObservationRow> rows, GasRules gas, MoleFraction unit) {
    List<Long> deviations = new ArrayList<>();
    for (ObservationRow row : rows) {
      for (Observed one : row.of(gas.gas()).values()) {
        Optional<Long> read = one.value().flatMap(unit::count);
        Optional<Long> content = one.reference().flatMap(unit::count);
        if (read.isPresent() && content.isPresent()) {
          deviations.add(read.get() - content.get());
        }
      }
    }
    return SpanCheck.of(deviations);
  }
}
