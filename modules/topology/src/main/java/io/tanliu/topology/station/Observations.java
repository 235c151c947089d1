// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.station.FlagScheme;
import io.tanliu.domain.station.GasRules;
import io.tanliu.domain.station.MoleFraction;
import io.tanliu.domain.station.Observation;
import io.tanliu.domain.station.QcFlag;
import io.tanliu.domain.station.SpanCheck;
import io.tanliu.domain.station.Station;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was sent, understood: numbers as counts, flags by their scheme and range. */
final class Observations {
  private Observations() {}

  /** The observations of a gas in an hour. */
  static List<Observation> of(
      ObservationRow row, GasRules gas, MoleFraction unit, FlagScheme scheme) {
    return row.of(gas.gas()).values().stream().map(one -> of(one, gas, unit, scheme)).toList();
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

  /** Mean position of what entered the mean. */
  static Optional<Station.Position> position(
      ObservationRow row, GasRules gas, MoleFraction unit, FlagScheme scheme) {
    List<Station.Position> places =
        row.of(gas.gas()).values().stream()
            .filter(one -> of(one, gas, unit, scheme).enters())
            .flatMap(one -> one.position().stream())
            .toList();
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Station.Position(
                places.stream().mapToDouble(Station.Position::latitude).average().orElseThrow(),
                places.stream().mapToDouble(Station.Position::longitude).average().orElseThrow()));
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
