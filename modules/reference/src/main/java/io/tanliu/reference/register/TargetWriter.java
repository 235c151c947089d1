// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.Nature;
import io.tanliu.domain.control.Origin;
import io.tanliu.domain.control.Plan;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.reference.Quantity;
import io.tanliu.reference.Seeds;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Writes a target as JSON; what has the value of a plain budget is left out. */
final class TargetWriter {
  private final JsonGenerator json;

  private TargetWriter(JsonGenerator json) {
    this.json = json;
  }

  static void write(Target target, JsonGenerator json, Seeds seeds) throws IOException {
    json.writeStartObject();
    new TargetWriter(json).write(target, seeds);
    json.writeEndObject();
  }

  private void write(Target target, Seeds seeds) throws IOException {
    Terms terms = target.terms();
    json.writeStringField("id", target.id());
    json.writeStringField("entity", target.entity());
    text("quantity", target.quantity());
    json.writeStringField("type", target.type().name());
    json.writeStringField("period", target.period().text());
    if (target.type().isAmount()) {
      Dimension dimension =
          seeds
              .quantity(target.quantity())
              .map(Quantity::dimension)
              .orElseThrow(() -> new IllegalArgumentException("quantity " + target.quantity()));
      if (target.isSet()) {
        number("value", Optional.of(Quantities.display(target.limit(), dimension)));
      }
      json.writeStringField("unit", dimension.displayUnit());
    } else {
      number("value", terms.value());
      text("unit", terms.unit());
    }
    json.writeStringField("paceMargin", target.paceMargin().toPlainString());
    json.writeStringField("source", target.source());
    text("name", terms.name());
    json.writeStringField("operator", terms.operator().symbol());
    number("upper", terms.upper());
    text("denominator", terms.denominator().map(Denominator::text).orElse(""));
    text("baseYear", terms.baseYear().map(String::valueOf).orElse(""));
    number("baseValue", terms.baseValue());
    number("basic", terms.basic());
    number("incentive", terms.incentive());
    text("nature", terms.nature() == Nature.BINDING ? "" : terms.nature().name());
    plan(terms.plan());
    list("deductions", terms.deductions().stream().map(Enum::name).toList());
    text("surrenderBy", terms.surrenderBy().map(String::valueOf).orElse(""));
    list("industries", terms.scope().industries());
    list("excludedIndustries", terms.scope().excluded());
    text("eachUnit", terms.scope().eachUnit() ? "true" : "");
    text("action", terms.action());
    origin(terms.origin());
  }

  private void plan(Plan plan) throws IOException {
    text("schedule", plan.shape() == Plan.Shape.LINEAR ? "" : plan.shape().name());
    list("monthly", plan.monthly().stream().map(BigDecimal::toPlainString).toList());
  }

  private void origin(Origin origin) throws IOException {
    text("document", origin.document());
    text("clause", origin.clause());
    text("quote", origin.quote());
    list("contradicts", origin.contradicts());
    text("note", origin.note());
  }

  private void text(String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  private void number(String name, Optional<BigDecimal> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get().toPlainString());
    }
  }

  private void list(String name, List<String> values) throws IOException {
    if (!values.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
  }
}
