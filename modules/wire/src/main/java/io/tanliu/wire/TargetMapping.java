// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.TargetDefinition;
import io.tanliu.domain.control.Deduction;
import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.Nature;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Origin;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Plan;
import io.tanliu.domain.control.Scope;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** {@link Target} as Avro. */
public final class TargetMapping {
  private TargetMapping() {}

  /** The record for a target. */
  public static TargetDefinition toAvro(Target target) {
    Terms terms = target.terms();
    Origin origin = terms.origin();
    return TargetDefinition.newBuilder()
        .setId(target.id())
        .setEntity(target.entity())
        .setQuantity(target.quantity())
        .setType(target.type().name())
        .setPeriod(target.period().text())
        .setLimit(target.limit())
        .setPaceMargin(target.paceMargin().toPlainString())
        .setSource(target.source())
        .setName(terms.name())
        .setOperator(terms.operator().symbol())
        .setValue(text(terms.value()))
        .setUpper(text(terms.upper()))
        .setUnit(terms.unit())
        .setDenominator(terms.denominator().map(Denominator::text).orElse(null))
        .setBaseYear(terms.baseYear().orElse(null))
        .setBaseValue(text(terms.baseValue()))
        .setBasic(text(terms.basic()))
        .setIncentive(text(terms.incentive()))
        .setNature(terms.nature().name())
        .setSchedule(terms.plan().shape().name())
        .setMonthly(terms.plan().monthly().stream().map(BigDecimal::toPlainString).toList())
        .setDeductions(terms.deductions().stream().map(Enum::name).toList())
        .setSurrenderBy(terms.surrenderBy().map(LocalDate::toString).orElse(null))
        .setIndustries(terms.scope().industries())
        .setExcludedIndustries(terms.scope().excluded())
        .setEachUnit(terms.scope().eachUnit())
        .setAction(terms.action())
        .setDocument(origin.document())
        .setClause(origin.clause())
        .setQuote(origin.quote())
        .setContradicts(origin.contradicts())
        .setNote(origin.note())
        .build();
  }

  private static String text(Optional<BigDecimal> number) {
    return number.map(BigDecimal::toPlainString).orElse(null);
  }

  /**
   * The target in a record.
   *
   * @throws IllegalArgumentException when a field holds what this version cannot judge; the message
   *     has field, value and what was expected
   */
  public static Target fromAvro(TargetDefinition record) {
    Terms terms = terms(record);
    long limit = record.getLimit();
    if (limit < 0 || (limit > 0 && !terms.type().isAmount())) {
      throw Parse.refused(
          "limit", String.valueOf(limit), "above 0 with an amount, 0 with " + terms.type());
    }
    return new Target(
        record.getId(),
        record.getEntity(),
        record.getQuantity(),
        Period.parse(record.getPeriod())
            .orElseThrow(() -> Parse.refused("period", record.getPeriod(), Period.EXPECTED)),
        limit,
        Parse.decimal("paceMargin", record.getPaceMargin()),
        record.getSource(),
        terms);
  }

  private static Terms terms(TargetDefinition record) {
    return Terms.of(Parse.constant("type", record.getType(), TargetType.class))
        .name(record.getName())
        .operator(
            Operator.of(record.getOperator())
                .orElseThrow(
                    () -> Parse.refused("operator", record.getOperator(), "<=, <, >=, >, = or ~")))
        .value(number("value", record.getValue()))
        .upper(number("upper", record.getUpper()))
        .unit(record.getUnit())
        .denominator(denominator(record.getDenominator()))
        .baseYear(Optional.ofNullable(record.getBaseYear()))
        .baseValue(number("baseValue", record.getBaseValue()))
        .basic(number("basic", record.getBasic()))
        .incentive(number("incentive", record.getIncentive()))
        .nature(Parse.constant("nature", record.getNature(), Nature.class))
        .plan(
            new Plan(
                Parse.constant("schedule", record.getSchedule(), Plan.Shape.class),
                record.getMonthly().stream().map(w -> Parse.decimal("monthly", w)).toList()))
        .deductions(
            record.getDeductions().stream()
                .map(d -> Parse.constant("deductions", d, Deduction.class))
                .toList())
        .surrenderBy(Optional.ofNullable(record.getSurrenderBy()).map(TargetMapping::day))
        .scope(
            new Scope(record.getIndustries(), record.getExcludedIndustries(), record.getEachUnit()))
        .action(record.getAction())
        .origin(origin(record))
        .build();
  }

  private static Origin origin(TargetDefinition record) {
    return new Origin(
        record.getDocument(),
        record.getClause(),
        record.getQuote(),
        List.copyOf(record.getContradicts()),
        record.getNote());
  }

  private static Optional<BigDecimal> number(String field, String text) {
    return Optional.ofNullable(text).map(t -> Parse.decimal(field, t));
  }

  private static Optional<Denominator> denominator(String text) {
    return Optional.ofNullable(text)
        .map(
            t ->
                Denominator.parse(t)
                    .orElseThrow(() -> Parse.refused("denominator", t, Denominator.EXPECTED)));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Parse.refused("surrenderBy", text, "a day yyyy-MM-dd");
    }
  }
}
