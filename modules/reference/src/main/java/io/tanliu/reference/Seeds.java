// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.assess.AssessRules;
import io.tanliu.domain.control.ControlSettings;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quality.VeeRules;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.station.StationRules;
import io.tanliu.domain.unit.Membership;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reference data: regions, industries, energy kinds and factors. Immutable. */
public final class Seeds {
  private final Regions regions;
  private final List<Industry> industries;
  private final FactorBook factors;
  private final VeeRules rules;
  private final List<Target> targets;
  private ControlSettings control = ControlSettings.DEFAULT;
  private Terminology terms = new Terminology(Map.of());
  private StationRules stations;
  private final AlertRuleSeeds.AlertRules alertRules;
  private final AssessRules assess;
  private final Map<String, Quantity> quantities = new LinkedHashMap<>();
  private final GwpSet gwp;

  private Seeds(
      Regions regions,
      List<Industry> industries,
      FactorBook factors,
      VeeRules rules,
      List<Target> targets,
      AlertRuleSeeds.AlertRules alertRules,
      AssessRules assess,
      GwpSet gwp) {
    this.rules = rules;
    this.targets = List.copyOf(targets);
    this.alertRules = alertRules;
    this.assess = assess;
    this.gwp = gwp;
    this.regions = regions;
    this.industries = industries;
    this.factors = factors;
    for (EnergyKind kind : factors.energies()) {
      add(new Quantity(kind.code(), kind.nameZh(), kind.nameEn(), kind.dimension()));
    }
    addDerived(Quantities.TCE, "综合能耗(当量值)", "Energy, coal equivalent at calorific value");
    addDerived(Quantities.TCE_EQUIVALENT, "综合能耗(等价值)", "Energy, coal equivalent at equal value");
    addDerived(Quantities.CO2E, "二氧化碳排放", "Carbon dioxide equivalent");
    addDerived("tce.coal", "煤炭", "Energy: coal");
    addDerived("tce.oil", "石油", "Energy: oil");
    addDerived("tce.gas", "燃气", "Energy: gas");
    addDerived("tce.electricity", "电力(当量值)", "Energy: electricity at calorific value");
    addDerived("tce.heat", "热力", "Energy: heat");
    addDerived("tce.biomass", "生物质能", "Energy: biomass");
    addDerived("tce.other", "其他能源", "Energy: other");
    addDerived(Quantities.TCE_FEEDSTOCK, "其中:原料用能", "Of it feedstock energy");
    addDerived(Quantities.TCE_RENEWABLE, "其中:自产可再生能源", "Of it own renewable energy");
    addDerived(Quantities.TCE_NONFOSSIL, "其中:非化石能源", "Of it non-fossil energy");
    addDerived("co2e.combustion", "化石燃料燃烧排放", "Emissions: combustion");
    addDerived("co2e.electricity", "净购入电力排放", "Emissions: purchased electricity");
    addDerived("co2e.heat", "净购入热力排放", "Emissions: purchased heat");
    addDerived("co2e.process", "工业生产过程排放", "Emissions: processes");
    addDerived("co2e.gases", "其他温室气体排放", "Emissions: other greenhouse gases");
    addDerived(Quantities.CO2E_MEASURED, "二氧化碳实测排放(CEMS)", "Measured carbon dioxide (CEMS)");
  }

  /**
   * The packaged seeds.
   *
   * @throws SeedException when a seed file is wrong
   */
  public static Seeds load() {
    return load(GwpSet.DEFAULT);
  }

  /**
   * The packaged seeds with a chosen set of global warming potentials.
   *
   * @throws SeedException when a seed file is wrong
   */
  public static Seeds load(GwpSet gwp) {
    return load(SeedSource.packaged(), gwp);
  }

  /**
   * Seeds of a directory that replaces the packaged one.
   *
   * @throws SeedException when a seed file is missing or wrong
   */
  public static Seeds load(Path directory) {
    return load(SeedSource.directory(directory), GwpSet.DEFAULT);
  }

  private static Seeds load(SeedSource source, GwpSet gwp) {
    List<String> problems = new ArrayList<>();
    Regions regions = RegionSeeds.regions(source, problems);
    List<Industry> industries = RegionSeeds.industries(source, problems);
    FactorBook factors = SeedFactors.read(source, regions, gwp, problems);
    Optional<VeeRules> rules = VeeSeeds.read(source, factors, problems);
    Optional<ControlSettings> control = ControlSeeds.settings(source, problems);
    Terminology terms = ControlSeeds.terms(source, problems);
    AlertRuleSeeds.AlertRules alertRules = AlertRuleSeeds.read(source, problems);
    Optional<StationRules> stations = StationSeeds.read(source, problems);
    refuse(problems);
    Seeds seeds =
        new Seeds(
            regions, industries, factors, rules.orElseThrow(), List.of(), alertRules, null, gwp);
    List<Target> targets =
        TargetSeeds.read(source, List.copyOf(seeds.quantities()), regions, problems);
    refuse(problems);
    Optional<AssessRules> assess = AssessSeeds.read(source, targets, problems);
    refuse(problems);
    Seeds loaded =
        new Seeds(
            regions,
            industries,
            factors,
            rules.orElseThrow(),
            targets,
            alertRules,
            assess.orElseThrow(),
            gwp);
    loaded.control = control.orElseThrow();
    loaded.terms = terms;
    loaded.stations = stations.orElseThrow();
    return loaded;
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new SeedException(problems);
    }
  }

  private void addDerived(String name, String nameZh, String nameEn) {
    add(new Quantity(name, nameZh, nameEn, Quantities.derivedDimension(name)));
  }

  private void add(Quantity quantity) {
    quantities.put(quantity.name(), quantity);
  }

  /** Energy kinds and their dated factors. */
  public FactorBook factors() {
    return factors;
  }

  /** Where the global warming potentials of other gases come from. */
  public GwpSet gwp() {
    return gwp;
  }

  /** Defaults of the validation rules. */
  public VeeRules rules() {
    return rules;
  }

  /**
   * Targets of the policy documents, also those that are not set or can only be read; a target that
   * is registered for the same entity under the same id stands in the place of one of these.
   */
  public List<Target> targets() {
    return targets;
  }

  /** What lamps are judged by. */
  public ControlSettings control() {
    return control;
  }

  /** Chinese and English names of codes that staff see. */
  public Terminology terms() {
    return terms;
  }

  /** What stations and stack monitors are judged by. */
  public StationRules stations() {
    return stations;
  }

  /** Packaged settings of the alert rules. */
  public RuleBook alertRules() {
    return alertRules.book().copy();
  }

  /** What the alert rules are called, by rule. */
  public Map<String, AlertRuleName> alertRuleNames() {
    return alertRules.names();
  }

  /** What the derived views judge by. */
  public AssessRules assess() {
    return assess;
  }

  /** Administrative regions. */
  public Regions regions() {
    return regions;
  }

  /** Key industries; a unit may also have an industry code that is not among them. */
  public List<Industry> industries() {
    return industries;
  }

  /** Regions of a unit from its own up to the nation, and its industry. */
  public Membership membership() {
    return this::parents;
  }

  private List<String> parents(String region, String industry) {
    List<String> ancestry = regions.ancestry(region);
    if (industry.isEmpty()) {
      return ancestry;
    }
    List<String> parents = new ArrayList<>(ancestry.size() + 1);
    parents.addAll(ancestry);
    parents.add(Membership.INDUSTRY_PREFIX + industry);
    return List.copyOf(parents);
  }

  /** All quantities: energy kinds, then derived ones. */
  public Collection<Quantity> quantities() {
    return List.copyOf(quantities.values());
  }

  /** The quantity with that name. */
  public Optional<Quantity> quantity(String name) {
    return Optional.ofNullable(quantities.get(name));
  }
}
