// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.Region;
import io.tanliu.reference.FactorUnits;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.Tree.Mapping;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one conversion factor. */
final class FactorSection {
  private static final List<String> NAMES =
      List.of(
          "quantity",
          "energy",
          "region",
          "industry",
          "validFrom",
          "validTo",
          "value",
          "unit",
          "source",
          "confidence",
          "verified");
  private static final Pattern QUANTITY = Pattern.compile("tce|tce_equivalent|co2e");
  private static final Pattern INDUSTRY = Pattern.compile("\\d{2,4}");
  private static final Pattern YEAR = Pattern.compile("(19[89]|20\\d|21[01])\\d");
  private static final String YEAR_EXPECTED = "a data year, 1980 to 2119";
  private static final Pattern CONFIDENCE = Pattern.compile("[ABC]");
  private static final String VALUE_EXPECTED = "a number of at most 18 decimal places";

  private final Seeds seeds;
  private final Fields fields;

  private FactorSection(Seeds seeds, Fields fields) {
    this.seeds = seeds;
    this.fields = fields;
  }

  static void read(Mapping mapping, String path, Seeds seeds, Problems problems, Draft draft) {
    new FactorSection(seeds, new Fields(mapping, path, NAMES, problems)).read(draft);
  }

  private void read(Draft draft) {
    var quantity = fields.required("quantity", QUANTITY, "tce, tce_equivalent or co2e");
    Optional<EnergyKind> energy = EnergyField.read(fields, seeds);
    Optional<String> region = region(quantity);
    var industry = fields.optional("industry", INDUSTRY, "two to four digits of a GB/T 4754 code");
    boolean coal = quantity.isPresent() && !quantity.get().equals(Quantities.CO2E);
    if (coal && industry.isPresent()) {
      fields.wrong("industry", "none for " + quantity.get());
    }
    if (coal && energy.isPresent() && !energy.get().isEnergy()) {
      fields.wrong("quantity", Quantities.CO2E + " for " + energy.get().code());
    }
    var from = fields.required("validFrom", YEAR, YEAR_EXPECTED).map(Integer::valueOf);
    var to = fields.optional("validTo", YEAR, YEAR_EXPECTED).map(Integer::valueOf);
    if (from.isPresent() && to.isPresent() && to.get() < from.get()) {
      fields.wrong("validTo", "not before " + from.get());
    }
    Optional<BigDecimal> grams = grams(quantity, energy.map(EnergyKind::dimension));
    var source = fields.optional("source", Names.SOURCE, Names.SOURCE_EXPECTED);
    var confidence = fields.optional("confidence", CONFIDENCE, "A, B or C");
    var verified = fields.bool("verified");
    if (!fields.ok()) {
      return;
    }
    DatedFactor factor =
        new DatedFactor(
            quantity.orElseThrow(),
            energy.orElseThrow().code(),
            region.orElseThrow(),
            industry.orElse(""),
            from.orElseThrow(),
            to.orElse(DatedFactor.OPEN),
            grams.orElseThrow(),
            source.orElse(""),
            confidence.orElse("C"),
            verified.orElse(false));
    Optional<Place> first = draft.declareOnce("factor|" + factor.id(), fields.place("validFrom"));
    if (first.isPresent()) {
      fields.wrong("validFrom", "a factor that is not also at " + first.get());
    } else {
      draft.add(factor);
    }
  }

  /** Only emissions differ from region to region. */
  private Optional<String> region(Optional<String> quantity) {
    String nation =
        seeds.regions().all().stream()
            .filter(r -> r.parent().isEmpty())
            .map(Region::code)
            .findFirst()
            .orElseThrow();
    Optional<String> region = fields.text("region");
    if (region.isEmpty()) {
      return Optional.of(nation);
    }
    boolean coal = quantity.isPresent() && !quantity.get().equals(Quantities.CO2E);
    if (coal && !region.get().equals(nation)) {
      fields.wrong("region", nation + " for " + quantity.get());
    } else if (!seeds.regions().contains(region.get())) {
      fields.wrong("region", "the code of a region");
    }
    return region;
  }

  private Optional<BigDecimal> grams(Optional<String> quantity, Optional<Dimension> energy) {
    Optional<BigDecimal> value = fields.requiredNumber("value", VALUE_EXPECTED);
    Optional<String> unit = fields.required("unit", Names.ANY, "a unit such as tCO2/MWh, kgce/kg");
    if (value.isEmpty() || unit.isEmpty() || quantity.isEmpty() || energy.isEmpty()) {
      return Optional.empty();
    }
    Optional<BigDecimal> grams =
        FactorUnits.grams(quantity.get(), energy.get(), value.get(), unit.get());
    if (grams.isEmpty()) {
      fields.wrong("unit", "one of " + FactorUnits.symbols(quantity.get(), energy.get()));
    } else if (!DatedFactor.fits(grams.get())) {
      fields.wrong("value", DatedFactor.VALUE_EXPECTED);
    }
    return grams;
  }
}
