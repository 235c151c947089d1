// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.reference.Quantity;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.Tree.Mapping;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one target. */
final class TargetSection {
  private static final List<String> NAMES =
      List.of(
          "id", "entity", "quantity", "type", "period", "value", "unit", "paceMargin", "source");
  private static final Pattern BUDGET = Pattern.compile("(?i)BUDGET");
  private static final BigDecimal DEFAULT_MARGIN = new BigDecimal("0.10");
  private static final BigDecimal MAX_LIMIT = new BigDecimal("1e18");
  private static final String VALUE_EXPECTED = "a number above 0";
  private static final String MARGIN_EXPECTED = "a share from 0 to 10, of at most 6 decimal places";

  private final Seeds seeds;
  private final Fields fields;

  private TargetSection(Seeds seeds, Fields fields) {
    this.seeds = seeds;
    this.fields = fields;
  }

  static void read(Mapping mapping, String path, Seeds seeds, Problems problems, Draft draft) {
    new TargetSection(seeds, new Fields(mapping, path, NAMES, problems)).read(draft);
  }

  private void read(Draft draft) {
    var id = fields.required("id", Names.TARGET_ID, Names.TARGET_ID_EXPECTED);
    var entity = fields.required("entity", Names.ID, Draft.ENTITY_EXPECTED);
    Optional<Quantity> quantity = quantity();
    fields.optional("type", BUDGET, "BUDGET");
    Optional<Period> period = period();
    Optional<Long> limit = limit(quantity);
    var margin = fields.number("paceMargin", MARGIN_EXPECTED);
    if (margin.isPresent() && !isMargin(margin.get())) {
      fields.wrong("paceMargin", MARGIN_EXPECTED);
    }
    var source = fields.optional("source", Names.SOURCE, Names.SOURCE_EXPECTED);
    entity.ifPresent(e -> draft.refer(e, fields.place("entity"), fields.at("entity")));
    if (id.isPresent() && entity.isPresent()) {
      draft
          .declareOnce("target|" + entity.get() + "|" + id.get(), fields.place("id"))
          .ifPresent(first -> fields.wrong("id", "a target that is not also at " + first));
    }
    if (fields.ok()) {
      draft.add(
          new Target(
              id.orElseThrow(),
              entity.orElseThrow(),
              quantity.orElseThrow().name(),
              period.orElseThrow(),
              limit.orElseThrow(),
              margin.orElse(DEFAULT_MARGIN),
              source.orElse("")));
    }
  }

  private static boolean isMargin(BigDecimal margin) {
    return margin.signum() >= 0
        && margin.compareTo(BigDecimal.TEN) <= 0
        && margin.stripTrailingZeros().scale() <= 6;
  }

  private Optional<Quantity> quantity() {
    String expected = "an energy kind, tce, tce_equivalent or co2e";
    Optional<String> name = fields.required("quantity", Names.ANY, expected);
    Optional<Quantity> quantity = name.flatMap(seeds::quantity);
    if (name.isPresent() && quantity.isEmpty()) {
      List<String> names = seeds.quantities().stream().map(Quantity::name).toList();
      fields.wrong(
          "quantity",
          Spelling.nearest(name.get(), names).map(n -> "did you mean " + n + "?").orElse(expected));
    }
    return quantity;
  }

  private Optional<Period> period() {
    String expected = "a year yyyy or a month yyyy-MM";
    Optional<String> text = fields.required("period", Names.ANY, expected);
    Optional<Period> period = text.flatMap(Period::parse);
    if (text.isPresent() && period.isEmpty()) {
      fields.wrong("period", expected);
    }
    return period;
  }

  /** The limit in base units, exactly. */
  private Optional<Long> limit(Optional<Quantity> quantity) {
    Optional<BigDecimal> value = fields.requiredNumber("value", VALUE_EXPECTED);
    if (value.isPresent() && value.get().signum() <= 0) {
      fields.wrong("value", VALUE_EXPECTED);
      value = Optional.empty();
    }
    Optional<String> symbol =
        fields.required("unit", Names.ANY, "a unit such as kWh, GJ, t, m3, tce, tCO2e");
    if (symbol.isEmpty() || quantity.isEmpty()) {
      return Optional.empty();
    }
    var dimension = quantity.get().dimension();
    Optional<BigDecimal> toBase = TargetUnits.toBase(symbol.get(), dimension);
    if (toBase.isEmpty()) {
      fields.wrong(
          "unit", "for " + quantity.get().name() + " one of " + TargetUnits.symbols(dimension));
      return Optional.empty();
    }
    if (value.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal base = value.get().multiply(toBase.get()).stripTrailingZeros();
    if (base.scale() > 0) {
      fields.wrong("value", "a whole number of " + dimension.baseUnit());
      return Optional.empty();
    }
    if (base.compareTo(MAX_LIMIT) > 0) {
      fields.wrong("value", "at most 10^18 " + dimension.baseUnit());
      return Optional.empty();
    }
    return Optional.of(base.longValueExact());
  }
}
