// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quantity;

import java.util.Optional;

/**
 * What a point can meter: an energy carrier (能源品种), or the activity of a process or the mass of a
 * gas or pollutant that is let off without being energy.
 *
 * @param code stable code, e.g. {@code electricity}, {@code raw_coal}, {@code clinker}, {@code sf6}
 * @param nameZh official Chinese name
 * @param nameEn English name
 * @param category coal, oil, gas, electricity, heat, biomass, chem, working_medium; or, without a
 *     coal equivalent, {@value #PROCESS}, {@value #GASES}, {@value #MEASURED}, {@value #POLLUTANT},
 *     {@value #USE}
 * @param dimension what amounts of it count
 */
public record EnergyKind(
    String code, String nameZh, String nameEn, String category, Dimension dimension) {
  /** Activity of a process that sets CO2 free (工业生产过程). */
  public static final String PROCESS = "process";

  /** Mass of a greenhouse gas that was let off, counted through its GWP (其他温室气体). */
  public static final String GASES = "ghg";

  /** Mass of CO2 that a stack monitor measured (烟气CO2实测). */
  public static final String MEASURED = "measured";

  /** Mass of a pollutant, which has neither coal equivalent nor emission factor (大气污染物). */
  public static final String POLLUTANT = "pollutant";

  /**
   * What a part of the energy is used for (用途分项), metered beside the energy itself and so not
   * counted a second time.
   */
  public static final String USE = "use";

  /** True when it is energy and so has a coal equivalent. */
  public boolean isEnergy() {
    return tcePart(category).isPresent();
  }

  /** The part of {@link Quantities#TCE} to which a category counts; empty when it is no energy. */
  public static Optional<String> tcePart(String category) {
    return switch (category) {
      case "coal", "oil", "gas", "electricity", "heat", "biomass" -> Optional.of("tce." + category);
      case PROCESS, GASES, MEASURED, POLLUTANT, USE -> Optional.empty();
      default -> Optional.of("tce.other");
    };
  }

  /**
   * The part of {@link Quantities#CO2E} to which a category counts, or {@link
   * Quantities#CO2E_MEASURED}; empty for a pollutant or a use.
   */
  public static Optional<String> co2ePart(String category) {
    return switch (category) {
      case "electricity" -> Optional.of("co2e.electricity");
      case "heat" -> Optional.of("co2e.heat");
      case PROCESS -> Optional.of("co2e.process");
      case GASES -> Optional.of("co2e.gases");
      case MEASURED -> Optional.of(Quantities.CO2E_MEASURED);
      case POLLUTANT, USE -> Optional.empty();
      default -> Optional.of("co2e.combustion");
    };
  }
}
