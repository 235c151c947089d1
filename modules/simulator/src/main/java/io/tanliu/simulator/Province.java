// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.RegisterDocument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The made-up province: its units, their faults, all targets, reports and allowances. Immutable.
 */
public final class Province {
  private final List<SimulatedUnit> units;
  private final List<Target> targets;
  private final List<ActivityReport> reports;
  private final List<QuotaEntry> quotas;

  private Province(
      List<SimulatedUnit> units,
      List<Target> targets,
      List<ActivityReport> reports,
      List<QuotaEntry> quotas) {
    this.units = List.copyOf(units);
    this.targets = List.copyOf(targets);
    this.reports = List.copyOf(reports);
    this.quotas = List.copyOf(quotas);
  }

  /**
   * The province of a seed; the same arguments give the same province.
   *
   * @param seed any number
   * @param seeds reference data with the regions of Jiangxi
   * @param today 2021 or later; decides for which periods there are targets and reports, not how
   *     large they are
   * @throws IllegalArgumentException when the reference data lack a region
   */
  public static Province of(long seed, Seeds seeds, LocalDate today) {
    Consumption consumption = new Consumption(seeds.factors());
    Products products = new Products(consumption, seed);
    CarbonMeters carbon = new CarbonMeters(seeds.factors(), seed);
    Sites sites = new Sites(seeds.stations().cities().seats(), seed);
    List<SimulatedUnit> sound =
        new Cities(seeds, seed).units().stream().map(carbon::equip).toList();
    List<SimulatedUnit> units =
        new Mishaps(seed).spread(sound).stream().map(products::equip).map(sites::place).toList();
    Economy economy = new Economy(units, consumption, seed);
    List<Target> targets = new ArrayList<>(new Budgets(units, consumption, seed).of(today));
    targets.addAll(economy.targets(today));
    targets.addAll(new Limits(units).of(today));
    List<ActivityReport> reports = new ArrayList<>(economy.reports(today));
    reports.addAll(products.reports(units, today));
    reports.addAll(new UtilisationReports(units, consumption).of(today));
    return new Province(units, targets, reports, new Quotas(units, consumption, seed).of(today));
  }

  /** The units as they are registered. */
  public List<EnergyUnit> units() {
    return units.stream().map(SimulatedUnit::definition).toList();
  }

  /** Budgets of the province, its cities and some units; what the intensities are to do. */
  public List<Target> targets() {
    return targets;
  }

  /** Every fault that will happen, by unit and point. */
  public List<Fault> faults() {
    return units.stream().map(SimulatedUnit::fault).flatMap(Optional::stream).toList();
  }

  /** Units, targets, reports and allowances, ready to be registered. */
  public RegisterDocument document() {
    return new RegisterDocument(units(), targets, reports, List.of(), quotas, List.of());
  }

  List<SimulatedUnit> simulated() {
    return units;
  }
}
