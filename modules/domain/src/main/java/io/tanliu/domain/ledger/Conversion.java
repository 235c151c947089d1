// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One derived line that a flow gives at one place in one year. Found once per flow and place,
 * because every change of a bucket converts all its flows.
 *
 * @param line name of the derived line
 * @param extrapolated name of its part made with another year's factor; null when this is none
 * @param unverified name of its part made with an unverified factor; null when this is none
 * @param factor converts
 * @param sign of the flow in the total
 */
record Conversion(String line, String extrapolated, String unverified, Factor factor, int sign) {

  private static final String BIOMASS = "biomass";

  /** All lines that a flow gives; a flow without a factor gives none of that kind. */
  static List<Conversion> of(
      FactorBook factors, String flow, String region, String industry, int year) {
    String energy = Derivation.energy(flow);
    Direction direction = Derivation.direction(flow);
    String category = factors.energy(energy).map(EnergyKind::category).orElse("");
    List<Conversion> found = new ArrayList<>();
    Optional<Factor> coal = factors.coalEquivalent(energy, year);
    Optional<String> part = EnergyKind.tcePart(category);
    if (part.isPresent()) {
      add(part.get(), coal, direction, found);
      within(direction, category).forEach(line -> add(line, coal, direction, found));
      Optional<Factor> equal = factors.coalEquivalentByEqualValue(energy, year);
      add(Quantities.TCE_EQUIVALENT, equal, direction, found);
    }
    Optional<String> cause = EnergyKind.co2ePart(category);
    if (cause.isPresent() && Derivation.emits(direction)) {
      add(cause.get(), factors.emission(energy, region, industry, year), direction, found);
    }
    return List.copyOf(found);
  }

  /** Lines beside the parts of tce that contain the flow too. */
  static List<String> within(Direction direction, String category) {
    List<String> found = new ArrayList<>();
    if (direction == Direction.FEEDSTOCK) {
      found.add(Quantities.TCE_FEEDSTOCK);
    }
    if (direction == Direction.SELF_RENEWABLE) {
      found.add(Quantities.TCE_RENEWABLE);
    }
    if (direction == Direction.SELF_RENEWABLE || category.equals(BIOMASS)) {
      found.add(Quantities.TCE_NONFOSSIL);
    }
    return found;
  }

  /** Names are interned: lines of the same name are added by the thousand. */
  private static void add(
      String line, Optional<Factor> factor, Direction direction, List<Conversion> to) {
    factor
        .map(
            f ->
                new Conversion(
                    line.intern(),
                    f.extrapolated() ? (line + Derivation.EXTRAPOLATED).intern() : null,
                    f.verified() ? null : (line + Derivation.UNVERIFIED).intern(),
                    f,
                    direction.sign()))
        .ifPresent(to::add);
  }

  /** Converts and rounds once. */
  void convert(Line flow, Lines result) {
    long grams = sign * factor.apply(flow.amount());
    result.add(line, new Line(grams, flow.covered(), flow.estimated()));
    if (extrapolated != null) {
      result.add(extrapolated, new Line(grams, 0, 0));
    }
    if (unverified != null) {
      result.add(unverified, new Line(grams, 0, 0));
    }
  }
}
