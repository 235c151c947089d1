// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.control.Target;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.RegisterDocument;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The made-up province: its units, their faults and all budgets. Immutable. */
public final class Province {
  private final List<SimulatedUnit> units;
  private final List<Target> targets;

  private Province(List<SimulatedUnit> units, List<Target> targets) {
    this.units = List.copyOf(units);
    this.targets = List.copyOf(targets);
  }

  /**
   * The province of a seed; the same arguments give the same province.
   *
   * @param seed any number
   * @param seeds reference data with the regions of Jiangxi
   * @param today 2021 or later; decides for which periods there are budgets, not how large they are
   * @throws IllegalArgumentException when the reference data lack a region
   */
  public static Province of(long seed, Seeds seeds, LocalDate today) {
    List<SimulatedUnit> units = new Mishaps(seed).spread(new Cities(seeds, seed).units());
    Consumption consumption = new Consumption(seeds.factors());
    return new Province(units, new Budgets(units, consumption, seed).of(today));
  }

  /** The units as they are registered. */
  public List<EnergyUnit> units() {
    return units.stream().map(SimulatedUnit::definition).toList();
  }

  /** Budgets of the province, its cities and some units. */
  public List<Target> targets() {
    return targets;
  }

  /** Every fault that will happen, by unit and point. */
  public List<Fault> faults() {
    return units.stream().map(SimulatedUnit::fault).flatMap(Optional::stream).toList();
  }

  /** Units and targets, ready to be registered. */
  public RegisterDocument document() {
    return new RegisterDocument(units(), targets, List.of());
  }

  List<SimulatedUnit> simulated() {
    return units;
  }
}
