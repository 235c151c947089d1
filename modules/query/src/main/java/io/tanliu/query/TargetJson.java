// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.Origin;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.reference.Quantity;
import io.tanliu.reference.Seeds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A target as it is answered; amounts in the quantity's display unit.
 *
 * @param status judged, not_judged, not_set or reference
 * @param value null when it is not set
 * @param limit the value of an amount, else null
 * @param contradicts the other sides of contradictions
 */
record TargetJson(
    String id,
    String entity,
    String entityName,
    String entityNameEn,
    String name,
    String quantity,
    String type,
    String period,
    String status,
    String operator,
    BigDecimal value,
    BigDecimal limit,
    BigDecimal upper,
    String unit,
    String denominator,
    Integer baseYear,
    BigDecimal baseValue,
    BigDecimal basic,
    BigDecimal incentive,
    String nature,
    String schedule,
    List<BigDecimal> monthly,
    List<String> deductions,
    String surrenderBy,
    List<String> industries,
    List<String> excludedIndustries,
    boolean eachUnit,
    String action,
    BigDecimal paceMargin,
    String source,
    String document,
    String clause,
    String quote,
    String note,
    List<Side> contradicts) {

  /** The other side of a contradiction. */
  record Side(
      String id, BigDecimal value, String unit, String document, String clause, String quote) {}

  /**
   * The answer for a target.
   *
   * @param byId all targets, among which the other sides are
   */
  static TargetJson of(
      Target target, Optional<Entity> entity, Seeds seeds, Map<String, Target> byId) {
    Terms terms = target.terms();
    Origin origin = terms.origin();
    BigDecimal value = value(target, seeds);
    return new TargetJson(
        target.id(),
        target.entity(),
        entity.map(Entity::nameZh).orElse(target.entity()),
        entity.map(Entity::nameEn).orElse(target.entity()),
        filled(terms.name()),
        target.quantity(),
        target.type().name(),
        target.period().text(),
        status(target),
        terms.operator().symbol(),
        value,
        target.type().isAmount() ? value : null,
        terms.upper().orElse(null),
        unit(target, seeds),
        terms.denominator().map(Denominator::text).orElse(null),
        terms.baseYear().orElse(null),
        terms.baseValue().orElse(null),
        terms.basic().orElse(null),
        terms.incentive().orElse(null),
        lower(terms.nature()),
        lower(terms.plan().shape()),
        terms.plan().monthly(),
        terms.deductions().stream().map(Enum::name).toList(),
        terms.surrenderBy().map(LocalDate::toString).orElse(null),
        terms.scope().industries(),
        terms.scope().excluded(),
        terms.scope().eachUnit(),
        filled(terms.action()),
        target.paceMargin(),
        target.source(),
        filled(origin.document()),
        filled(origin.clause()),
        filled(origin.quote()),
        filled(origin.note()),
        origin.contradicts().stream()
            .map(byId::get)
            .filter(Objects::nonNull)
            .map(other -> side(other, seeds))
            .toList());
  }

  private static Side side(Target other, Seeds seeds) {
    Origin origin = other.terms().origin();
    return new Side(
        other.id(),
        value(other, seeds),
        unit(other, seeds),
        filled(origin.document()),
        filled(origin.clause()),
        filled(origin.quote()));
  }

  private static String status(Target target) {
    if (target.type() == TargetType.REFERENCE) {
      return "reference";
    }
    if (!target.isSet()) {
      return "not_set";
    }
    return target.isJudged() ? "judged" : "not_judged";
  }

  private static BigDecimal value(Target target, Seeds seeds) {
    if (!target.type().isAmount()) {
      return target.terms().value().orElse(null);
    }
    if (!target.isSet()) {
      return null;
    }
    return seeds
        .quantity(target.quantity())
        .map(q -> Quantities.display(target.limit(), q.dimension()))
        .orElseGet(() -> BigDecimal.valueOf(target.limit()));
  }

  private static String unit(Target target, Seeds seeds) {
    return target.type().isAmount()
        ? seeds
            .quantity(target.quantity())
            .map(Quantity::dimension)
            .map(d -> d.displayUnit())
            .orElse(null)
        : filled(target.terms().unit());
  }

  private static String filled(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
