// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.control.Deductions;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.ActivityReport.Kind;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.Tree.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one report of an economic or production figure. */
final class ReportSection {
  private static final List<String> NAMES =
      List.of(
          "entity",
          "kind",
          "product",
          "period",
          "value",
          "unit",
          "priceBase",
          "provisional",
          "source");
  private static final Pattern PERIOD = Pattern.compile("\\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern UNIT = Pattern.compile("(?!.*\\|)" + Names.TEXT + "{1,20}");
  private static final Map<String, String> MONEY =
      Map.of(
          "CNY", "CNY",
          "1e4 CNY", "1e4 CNY",
          "1e8 CNY", "1e8 CNY",
          "元", "CNY",
          "万元", "1e4 CNY",
          "亿元", "1e8 CNY");

  private static final List<String> OFFICIAL =
      List.of(Deductions.MAJOR_PROJECT, Quantities.TCE_RENEWABLE, Quantities.TCE);
  private static final List<String> COAL_EQUIVALENT = List.of("tce", "1e4 tce");

  private ReportSection() {}

  static void read(Mapping mapping, String path, Seeds seeds, Problems problems, Draft draft) {
    Fields fields = new Fields(mapping, path, NAMES, problems);
    var entity = fields.required("entity", Names.ID, Draft.ENTITY_EXPECTED);
    Optional<Kind> kind = fields.requiredEnum("kind", Kind.class);
    Optional<String> product = product(fields, kind);
    var period = fields.required("period", PERIOD, "yyyy, yyyy-Qn or yyyy-MM");
    var value = fields.requiredNumber("value", "a number");
    Optional<String> unit = unit(fields, kind);
    if (kind.isPresent() && kind.get() == Kind.ENERGY) {
      if (product.filter(OFFICIAL::contains).isPresent()) {
        official(fields);
      } else {
        energy(fields, seeds, product, period);
      }
    }
    var priceBase = fields.optional("priceBase", YEAR, "a year yyyy").map(Integer::valueOf);
    var provisional = fields.bool("provisional");
    var source = fields.optional("source", Names.SOURCE, Names.SOURCE_EXPECTED);
    entity.ifPresent(e -> draft.refer(e, fields.place("entity"), fields.at("entity")));
    if (!fields.ok()) {
      return;
    }
    String key =
        String.join(
            "|",
            "report",
            entity.orElseThrow(),
            kind.orElseThrow().name(),
            product.orElse(""),
            period.orElseThrow());
    Optional<Place> first = draft.declareOnce(key, fields.place("entity"));
    if (first.isPresent()) {
      fields.wrong("period", "a report that is not also at " + first.get());
      return;
    }
    draft.add(
        new ActivityReport(
            entity.orElseThrow(),
            kind.orElseThrow(),
            product,
            period.orElseThrow(),
            value.orElseThrow(),
            unit.orElseThrow(),
            priceBase,
            provisional.orElse(false),
            source.orElse("")));
  }

  private static Optional<String> product(Fields fields, Optional<Kind> kind) {
    Optional<String> product = fields.optional("product", Names.PRODUCT, Names.PRODUCT_EXPECTED);
    boolean wanted =
        kind.isPresent() && (kind.get() == Kind.PRODUCTION || kind.get() == Kind.ENERGY);
    if (kind.isPresent() && wanted != fields.text("product").isPresent()) {
      fields.wrong("product", "a product with PRODUCTION or ENERGY, and only with them");
    }
    return product;
  }

  /** What statistics say in coal equivalent, for deductions or as the report of a year. */
  private static void official(Fields fields) {
    if (fields.text("unit").filter(COAL_EQUIVALENT::contains).isEmpty()) {
      fields.wrong("unit", "one of " + COAL_EQUIVALENT);
    }
  }

  /** A unit's own statement of a month: an energy kind, a month, and a unit of that energy. */
  private static void energy(
      Fields fields, Seeds seeds, Optional<String> product, Optional<String> period) {
    Optional<EnergyKind> energy = product.flatMap(seeds.factors()::energy);
    if (product.isPresent() && energy.isEmpty()) {
      fields.wrong(
          "product",
          "an energy kind such as electricity, heat, raw_coal, natural_gas, or one of " + OFFICIAL);
    }
    if (period.isPresent() && period.get().length() != "yyyy-MM".length()) {
      fields.wrong("period", "yyyy-MM with ENERGY");
    }
    Optional<PhysicalUnit> unit = fields.text("unit").flatMap(PhysicalUnit::of);
    if (energy.isPresent()
        && unit.filter(u -> u.dimension() == energy.get().dimension() && !u.rate()).isEmpty()) {
      fields.wrong("unit", "one of " + PhysicalUnit.symbols(energy.get().dimension(), false));
    }
  }

  private static Optional<String> unit(Fields fields, Optional<Kind> kind) {
    Optional<String> unit = fields.required("unit", UNIT, "1e4 CNY, or t and the like");
    if (unit.isEmpty()
        || kind.isEmpty()
        || kind.get() == Kind.PRODUCTION
        || kind.get() == Kind.ENERGY) {
      return unit;
    }
    Optional<String> money = unit.map(MONEY::get);
    if (money.isEmpty()) {
      fields.wrong("unit", "one of " + MONEY.keySet().stream().sorted().toList());
    }
    return money;
  }
}
