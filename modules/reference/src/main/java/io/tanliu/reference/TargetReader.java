// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.control.Deduction;
import io.tanliu.domain.control.Nature;
import io.tanliu.domain.control.Origin;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Plan;
import io.tanliu.domain.control.Scope;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.control.TermsBuilder;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads and checks one target, from a register document or a seed file alike. What is wrong is
 * reported by field; then nothing is answered.
 */
public final class TargetReader {
  /** Fields of a target. */
  public static final List<String> NAMES =
      List.of(
          "id",
          "entity",
          "quantity",
          "type",
          "period",
          "value",
          "unit",
          "paceMargin",
          "source",
          "name",
          "operator",
          "upper",
          "denominator",
          "baseYear",
          "baseValue",
          "basic",
          "incentive",
          "nature",
          "schedule",
          "monthly",
          "deductions",
          "surrenderBy",
          "industries",
          "excludedIndustries",
          "eachUnit",
          "action",
          "document",
          "clause",
          "quote",
          "contradicts",
          "note");

  private static final int LONGEST = 500;
  private static final int MOST = 64;

  private final TargetTexts texts;
  private final TargetFields fields;
  private final TargetAmounts amounts;

  private TargetReader(TargetFields fields, List<Quantity> quantities) {
    this.fields = fields;
    this.texts = new TargetTexts(fields);
    this.amounts = new TargetAmounts(fields, texts, quantities);
  }

  /**
   * The target, or empty when something in it is wrong.
   *
   * @param quantities the quantities that ledgers count
   */
  public static Optional<Target> read(TargetFields fields, List<Quantity> quantities) {
    return new TargetReader(fields, quantities).read();
  }

  private Optional<Target> read() {
    Optional<String> id =
        texts.required("id", "[\\p{L}\\p{N}._:-]{1,128}", "1 to 128 letters, digits or . _ : -");
    Optional<String> entity =
        texts.required(
            "entity",
            "[A-Za-z0-9._-]{1,64}",
            "a unit id, a six-digit region code or industry- and an industry code");
    TargetType type = texts.constant("type", TargetType.class).orElse(TargetType.BUDGET);
    Optional<Quantity> quantity = amounts.quantity(type);
    Optional<Period> period = period();
    Optional<BigDecimal> margin = margin();
    TermsBuilder terms = Terms.of(type);
    long limit = amounts.read(type, quantity, terms);
    describe(type, terms);
    if (!fields.ok()) {
      return Optional.empty();
    }
    Terms built = terms.build();
    return Optional.of(
        new Target(
            id.orElseThrow(),
            entity.orElseThrow(),
            quantity.map(Quantity::name).orElse(""),
            period.orElseThrow(),
            limit,
            margin.orElse(Target.DEFAULT_MARGIN),
            texts.line("source", LONGEST).orElseGet(() -> source(built.origin())),
            built));
  }

  private static String source(Origin origin) {
    String line = (origin.document() + " " + origin.clause()).trim();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
  }

  private Optional<Period> period() {
    Optional<String> text = texts.required("period", ".*", Period.EXPECTED);
    Optional<Period> period = text.flatMap(Period::parse);
    if (text.isPresent() && period.isEmpty()) {
      fields.wrong("period", Period.EXPECTED);
    }
    return period;
  }

  private Optional<BigDecimal> margin() {
    String expected = "a share from 0 to 10, of at most 6 decimal places";
    Optional<BigDecimal> margin = texts.number("paceMargin", expected);
    if (margin.isPresent()
        && (margin.get().signum() < 0
            || margin.get().compareTo(BigDecimal.TEN) > 0
            || margin.get().stripTrailingZeros().scale() > 6)) {
      fields.wrong("paceMargin", expected);
    }
    return margin;
  }

  private void describe(TargetType type, TermsBuilder terms) {
    texts.line("name", 200).ifPresent(terms::name);
    texts
        .constant("nature", Nature.class)
        .or(() -> type == TargetType.REFERENCE ? Optional.of(Nature.REFERENCE) : Optional.empty())
        .ifPresent(terms::nature);
    plan().ifPresent(terms::plan);
    terms.deductions(constants("deductions"));
    terms.surrenderBy(day(type));
    terms.scope(
        new Scope(
            codes("industries"),
            codes("excludedIndustries"),
            texts.bool("eachUnit").orElse(false)));
    String action = texts.line("action", 40).orElse("");
    if (!action.isEmpty() && type != TargetType.THRESHOLD) {
      fields.wrong("action", "nothing, except with THRESHOLD");
    }
    terms.action(action);
    terms.origin(
        new Origin(
            texts.line("document", 200).orElse(""),
            texts.line("clause", 200).orElse(""),
            texts.line("quote", LONGEST).orElse(""),
            texts.list("contradicts", MOST, "[\\p{L}\\p{N}._:-]{1,128}", "target ids"),
            texts.line("note", LONGEST).orElse("")));
  }

  private List<String> codes(String name) {
    return texts.list(name, MOST, "\\d{2,4}", "GB/T 4754 codes of two to four digits");
  }

  private List<Deduction> constants(String name) {
    String expected = "of " + List.of(Deduction.values());
    List<Deduction> found = new ArrayList<>();
    for (String text : texts.list(name, MOST, "[A-Z_]{1,40}", expected)) {
      Optional<Deduction> deduction = TargetTexts.named(text, Deduction.class);
      deduction.ifPresent(found::add);
      if (deduction.isEmpty()) {
        fields.wrong(name, expected);
      }
    }
    return found;
  }

  private Optional<Plan> plan() {
    Optional<Plan.Shape> shape = texts.constant("schedule", Plan.Shape.class);
    List<BigDecimal> weights = new ArrayList<>();
    List<String> written = fields.texts("monthly");
    for (String text : written) {
      TargetTexts.decimal(text).ifPresent(weights::add);
    }
    try {
      if (weights.size() == written.size()) {
        return Optional.of(new Plan(shape.orElse(Plan.Shape.LINEAR), weights));
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    fields.wrong("monthly", "with schedule MONTHLY twelve weights of 0 or more, not all 0");
    return Optional.empty();
  }

  private Optional<LocalDate> day(TargetType type) {
    Optional<String> text = fields.text("surrenderBy");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(text.get());
      if (type == TargetType.ALLOWANCE) {
        return Optional.of(day);
      }
    } catch (DateTimeException e) {
      // reported below
    }
    fields.wrong("surrenderBy", "a day yyyy-MM-dd, and only with ALLOWANCE");
    return Optional.empty();
  }
}
