// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.Spelling;
import java.util.List;
import java.util.Optional;

/** Reads the field that names an energy kind. */
final class EnergyField {
  private EnergyField() {}

  /** The kind; what is wrong with it is noted. */
  static Optional<EnergyKind> read(Fields fields, Seeds seeds) {
    String expected = "an energy kind such as electricity, heat, raw_coal, natural_gas";
    Optional<String> code = fields.required("energy", Names.ANY, expected);
    Optional<EnergyKind> energy = code.flatMap(seeds.factors()::energy);
    if (code.isPresent() && energy.isEmpty()) {
      List<String> codes = seeds.factors().energies().stream().map(EnergyKind::code).toList();
      fields.wrong(
          "energy",
          Spelling.nearest(code.get(), codes)
              .map(n -> "did you mean " + n + "?")
              .orElse("one of " + codes));
    }
    return energy;
  }
}
