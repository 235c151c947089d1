// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Makes {@link Terms}; what is not said has the value of a plain budget. */
public final class TermsBuilder {
  private final TargetType type;
  private String name = "";
  private Operator operator = Operator.AT_MOST;
  private Optional<BigDecimal> value = Optional.empty();
  private Optional<BigDecimal> upper = Optional.empty();
  private String unit = "";
  private Optional<Denominator> denominator = Optional.empty();
  private Optional<Integer> baseYear = Optional.empty();
  private Optional<BigDecimal> baseValue = Optional.empty();
  private Optional<BigDecimal> basic = Optional.empty();
  private Optional<BigDecimal> incentive = Optional.empty();
  private Nature nature = Nature.BINDING;
  private Plan plan = Plan.LINEAR;
  private List<Deduction> deductions = List.of();
  private Optional<LocalDate> surrenderBy = Optional.empty();
  private Scope scope = Scope.WHOLE;
  private String action = "";
  private Origin origin = Origin.UNSAID;

  TermsBuilder(TargetType type) {
    this.type = type;
  }

  /** See {@link Terms#name()}. */
  public TermsBuilder name(String given) {
    this.name = given;
    return this;
  }

  /** See {@link Terms#operator()}. */
  public TermsBuilder operator(Operator given) {
    this.operator = given;
    return this;
  }

  /** See {@link Terms#value()}. */
  public TermsBuilder value(Optional<BigDecimal> given) {
    this.value = given;
    return this;
  }

  /** See {@link Terms#upper()}. */
  public TermsBuilder upper(Optional<BigDecimal> given) {
    this.upper = given;
    return this;
  }

  /** See {@link Terms#unit()}. */
  public TermsBuilder unit(String given) {
    this.unit = given;
    return this;
  }

  /** See {@link Terms#denominator()}. */
  public TermsBuilder denominator(Optional<Denominator> given) {
    this.denominator = given;
    return this;
  }

  /** See {@link Terms#baseYear()}. */
  public TermsBuilder baseYear(Optional<Integer> given) {
    this.baseYear = given;
    return this;
  }

  /** See {@link Terms#baseValue()}. */
  public TermsBuilder baseValue(Optional<BigDecimal> given) {
    this.baseValue = given;
    return this;
  }

  /** See {@link Terms#basic()}. */
  public TermsBuilder basic(Optional<BigDecimal> given) {
    this.basic = given;
    return this;
  }

  /** See {@link Terms#incentive()}. */
  public TermsBuilder incentive(Optional<BigDecimal> given) {
    this.incentive = given;
    return this;
  }

  /** See {@link Terms#nature()}. */
  public TermsBuilder nature(Nature given) {
    this.nature = given;
    return this;
  }

  /** See {@link Terms#plan()}. */
  public TermsBuilder plan(Plan given) {
    this.plan = given;
    return this;
  }

  /** See {@link Terms#deductions()}. */
  public TermsBuilder deductions(List<Deduction> given) {
    this.deductions = given;
    return this;
  }

  /** See {@link Terms#surrenderBy()}. */
  public TermsBuilder surrenderBy(Optional<LocalDate> given) {
    this.surrenderBy = given;
    return this;
  }

  /** See {@link Terms#scope()}. */
  public TermsBuilder scope(Scope given) {
    this.scope = given;
    return this;
  }

  /** See {@link Terms#action()}. */
  public TermsBuilder action(String given) {
    this.action = given;
    return this;
  }

  /** See {@link Terms#origin()}. */
  public TermsBuilder origin(Origin given) {
    this.origin = given;
    return this;
  }

  /** The terms. */
  public Terms build() {
    return new Terms(
        type,
        name,
        operator,
        value,
        upper,
        unit,
        denominator,
        baseYear,
        baseValue,
        basic,
        incentive,
        nature,
        plan,
        deductions,
        surrenderBy,
        scope,
        action,
        origin);
  }
}
