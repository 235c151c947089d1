// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.unit.Measure;
import io.tanliu.simulator.Fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Decides which units have which fault. */
final class Mishaps {
  /** Every kind once, and twice what is common. */
  private static final List<Kind> KINDS =
      List.of(
          Kind.OFFLINE,
          Kind.DUPLICATE,
          Kind.CORRECTED,
          Kind.STUCK,
          Kind.REPLACED,
          Kind.CLOCK_AHEAD,
          Kind.NEGATIVE,
          Kind.SPIKE,
          Kind.GAP,
          Kind.OFFLINE,
          Kind.GAP);

  private final long seed;

  Mishaps(long seed) {
    this.seed = Noise.mix(seed, "faults");
  }

  /** The same units, some of them with a fault; never two on one unit. */
  List<SimulatedUnit> spread(List<SimulatedUnit> sound) {
    List<SimulatedUnit> units = new ArrayList<>(sound);
    for (int i = 0; i < KINDS.size(); i++) {
      Kind kind = KINDS.get(i);
      int at = (int) Noise.below(seed, i, units.size());
      while (units.get(at).fault().isPresent() || point(units.get(at), kind).isEmpty()) {
        at = (at + 1) % units.size();
      }
      SimulatedUnit unit = units.get(at);
      String point = kind.ofUnit() ? "" : point(unit, kind).get(0);
      units.set(
          at, unit.with(new Fault(kind, unit.definition().id(), point, Noise.mix(seed, i + 100))));
    }
    return units;
  }

  private static List<String> point(SimulatedUnit unit, Kind kind) {
    Predicate<Meter> fits =
        switch (kind) {
          case OFFLINE, DUPLICATE -> m -> true;
          case REPLACED -> m -> m.point().measure() == Measure.REGISTER;
          case STUCK, CORRECTED, CLOCK_AHEAD, NEGATIVE, SPIKE, GAP ->
              m ->
                  m.point().counts()
                      && m.point().measure() == Measure.INTERVAL
                      && m.point().interval().equals(Duration.ofHours(1))
                      && !m.point().id().startsWith("PV");
        };
    return unit.meters().stream().filter(fits).map(m -> m.point().id()).toList();
  }
}
