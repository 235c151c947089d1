// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.EnergyKind;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Invented factors with every peculiarity of real ones: electricity emits by province and year,
 * another year's factor stands in after 2024, coal burns otherwise in the steel industry, and steam
 * has no emission factor at all.
 */
public final class TestFactors implements FactorBook {
  private static final List<EnergyKind> ENERGIES =
      List.of(
          new EnergyKind("electricity", "电力", "Electricity", "electricity", Dimension.ELECTRICITY),
          new EnergyKind("raw_coal", "原煤", "Raw coal", "coal", Dimension.MASS),
          new EnergyKind("natural_gas", "天然气", "Natural gas", "gas", Dimension.GAS),
          new EnergyKind("steam", "蒸汽", "Steam", "heat", Dimension.HEAT),
          new EnergyKind("clinker", "熟料", "Clinker", "process", Dimension.MASS),
          new EnergyKind("sf6", "六氟化硫", "SF6", "ghg", Dimension.MASS),
          new EnergyKind("co2_measured", "实测", "Measured CO2", "measured", Dimension.MASS));

  private static final Set<String> NO_ENERGY = Set.of("clinker", "sf6", "co2_measured");

  private final List<DatedFactor> others;

  public TestFactors() {
    this(List.of());
  }

  private TestFactors(Collection<DatedFactor> others) {
    this.others = List.copyOf(others);
  }

  /** The others hold in their years and in the province of their region; of two, the last. */
  @Override
  public FactorBook with(Collection<DatedFactor> factors) {
    return new TestFactors(factors);
  }

  @Override
  public long fingerprint() {
    return 1L + others.hashCode();
  }

  private Optional<Factor> other(
      String quantity, String energy, String region, String industry, int year) {
    Optional<Factor> found = Optional.empty();
    for (DatedFactor other : others) {
      if (other.quantity().equals(quantity)
          && other.energy().equals(energy)
          && (other.region().startsWith("10") || other.region().startsWith(region.substring(0, 2)))
          && industry.startsWith(other.industry())
          && other.from() <= year
          && year <= other.to()) {
        found = Optional.of(other.factor());
      }
    }
    return found;
  }

  @Override
  public Collection<EnergyKind> energies() {
    return ENERGIES;
  }

  @Override
  public Optional<EnergyKind> energy(String code) {
    return ENERGIES.stream().filter(kind -> kind.code().equals(code)).findFirst();
  }

  @Override
  public Optional<Factor> coalEquivalent(String energy, int year) {
    return NO_ENERGY.contains(energy)
        ? Optional.empty()
        : other("tce", energy, "10", "", year).or(() -> coal(energy));
  }

  private static Optional<Factor> coal(String energy) {
    return switch (energy) {
      case "electricity" -> factor("0.1229", false);
      case "raw_coal" -> factor("0.7143", false);
      case "natural_gas" -> factor("1.33", false);
      default -> factor("0.03412", false);
    };
  }

  @Override
  public Optional<Factor> coalEquivalentByEqualValue(String energy, int year) {
    return other("tce_equivalent", energy, "10", "", year)
        .or(
            () ->
                energy.equals("electricity")
                    ? factor(year <= 2023 ? "0.3015" : "0.2987", year > 2024)
                    : coalEquivalent(energy, year));
  }

  @Override
  public Optional<Factor> emission(String energy, String region, String industry, int year) {
    return other("co2e", energy, region, industry, year)
        .or(() -> emissionOfOld(energy, region, industry, year));
  }

  private static Optional<Factor> emissionOfOld(
      String energy, String region, String industry, int year) {
    return switch (energy) {
      case "electricity" ->
          factor((region.startsWith("36") ? "0.57" : "0.46") + (year & 7), year > 2024);
      case "raw_coal" -> factor(industry.startsWith("31") ? "1.7471" : "1.9003", false);
      case "clinker" -> factor("0.535", false);
      case "sf6" -> factor("23500", false);
      case "co2_measured" -> factor("1", false);
      case "natural_gas" -> factor("2.1622", false);
      default -> Optional.empty();
    };
  }

  private static Optional<Factor> factor(String gramsPerBase, boolean extrapolated) {
    return Optional.of(
        Factor.of("test", new BigDecimal(gramsPerBase), extrapolated, "C", "invented for tests"));
  }
}
