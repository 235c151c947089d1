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

  /** Whose stack monitor is wrong. */
  private static final String READS_LOW = CarbonMeters.STACKS.get(1);

  Mishaps(long seed) {
    this.seed = Noise.mix(seed, "faults");
  }

  /** The same units, some of them with a fault; never two on one unit. */
  List<SimulatedUnit> spread(List<SimulatedUnit> sound) {
    List<SimulatedUnit> units = new ArrayList<>(sound);
    // First those that few units can have.
    place(units, Kind.READS_LOW, KINDS.size());
    place(units, Kind.SURGE, KINDS.size() + 1);
    for (int i = 0; i < KINDS.size(); i++) {
      place(units, KINDS.get(i), i);
    }
    return units;
  }

  private void place(List<SimulatedUnit> units, Kind kind, int number) {
    int at = (int) Noise.below(seed, number, units.size());
    while (units.get(at).fault().isPresent() || point(units.get(at), kind).isEmpty()) {
      at = (at + 1) % units.size();
    }
    SimulatedUnit unit = units.get(at);
    String point = kind.ofUnit() ? "" : point(unit, kind).get(0);
    long own = Noise.mix(seed, number + 100);
    units.set(at, unit.with(new Fault(kind, unit.definition().id(), point, own)));
  }

  private static List<String> point(SimulatedUnit unit, Kind kind) {
    Predicate<Meter> fits =
        switch (kind) {
          case READS_LOW ->
              m ->
                  unit.definition().id().equals(READS_LOW)
                      && m.point().energy().equals("co2_measured");
          case SURGE ->
              m ->
                  unit.definition().industry().equals(Trade.DATA_CENTRE.industry())
                      && m.point().measure() == Measure.RATE;
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
