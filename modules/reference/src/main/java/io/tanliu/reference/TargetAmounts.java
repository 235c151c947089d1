// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.control.TermsBuilder;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.unit.ActivityReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads quantity, operator, values and unit of a target, which depend on its type. */
final class TargetAmounts {
  private static final BigDecimal MAX_LIMIT = new BigDecimal("1e18");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** No ledger counts it, so its dimension says nothing. */
  private static final Quantity CAPACITY =
      new Quantity(Target.BENCHMARK_CAPACITY, "标杆水平产能", "Benchmark capacity", Dimension.MASS);

  /** Parts of coal equivalent of which the policies demand shares. */
  private static final List<String> PARTS = List.of("tce.coal", "tce.nonfossil");

  private static final String YEAR = "(19|20|21)\\d\\d";

  private final TargetFields fields;
  private final TargetTexts texts;
  private final List<Quantity> quantities;

  TargetAmounts(TargetFields fields, TargetTexts texts, List<Quantity> quantities) {
    this.fields = fields;
    this.texts = texts;
    this.quantities = quantities;
  }

  /** The quantity; only a reference may be without one. */
  Optional<Quantity> quantity(TargetType type) {
    String expected = "an energy kind, tce, tce_equivalent or co2e";
    if (type == TargetType.REFERENCE && fields.text("quantity").isEmpty()) {
      return Optional.empty();
    }
    Optional<String> name = texts.required("quantity", ".*", expected);
    if (type == TargetType.SHARE && name.filter(Target.BENCHMARK_CAPACITY::equals).isPresent()) {
      return Optional.of(CAPACITY);
    }
    Optional<Quantity> quantity =
        name.flatMap(n -> quantities.stream().filter(q -> q.name().equals(n)).findFirst())
            .or(() -> name.filter(PARTS::contains).map(TargetAmounts::part));
    if (name.isPresent() && quantity.isEmpty()) {
      List<String> names = quantities.stream().map(Quantity::name).toList();
      fields.wrong(
          "quantity",
          Spelling.nearest(name.get(), names).map(n -> "did you mean " + n + "?").orElse(expected));
    }
    return quantity;
  }

  private static Quantity part(String name) {
    return new Quantity(name, name, name, Dimension.COAL_EQUIVALENT);
  }

  /** Fills in the numbers and answers the limit in base units, 0 when there is none. */
  long read(TargetType type, Optional<Quantity> quantity, TermsBuilder terms) {
    Optional<Operator> operator = operator(type);
    operator.ifPresent(terms::operator);
    Optional<Denominator> denominator = denominator(type);
    terms.denominator(denominator);
    Optional<String> year = fields.text("baseYear");
    if (year.isPresent() && !year.get().matches(YEAR)) {
      fields.wrong("baseYear", "a year yyyy");
    } else {
      terms.baseYear(year.map(Integer::valueOf));
    }
    return type.isAmount() ? amount(type, quantity, terms) : ratio(type, terms);
  }

  /** What stands beside the value, in the same unit. */
  private void beside(TermsBuilder terms, UnaryOperator<BigDecimal> unit) {
    terms.baseValue(texts.number("baseValue", "a number").map(unit));
    terms.basic(texts.number("basic", "a number").map(unit));
    terms.incentive(texts.number("incentive", "a number").map(unit));
  }

  private Optional<Operator> operator(TargetType type) {
    String expected =
        switch (type) {
          case BUDGET, APPROVED_ENERGY, ALLOWANCE, PRODUCT_LIMIT -> "<= or <";
          case THRESHOLD -> ">= or >";
          case REFERENCE -> "<=, <, >=, >, = or ~";
          default -> "<=, <, >= or >";
        };
    Optional<String> text = fields.text("operator");
    if (text.isEmpty()) {
      Optional<Operator> unsaid =
          switch (type) {
            case THRESHOLD -> Optional.of(Operator.AT_LEAST);
            case INTENSITY ->
                Optional.of(
                    fields.text("unit").filter(Terms.PERCENT::equals).isPresent()
                        ? Operator.AT_LEAST
                        : Operator.AT_MOST);
            case SHARE, GROWTH -> Optional.empty();
            default -> Optional.of(Operator.AT_MOST);
          };
      if (unsaid.isEmpty()) {
        fields.wrong("operator", expected);
      }
      return unsaid;
    }
    List<String> accepted = List.of(expected.replace(" or ", ", ").split(", "));
    Optional<Operator> operator = Operator.of(text.get());
    if (operator.isEmpty() || !accepted.contains(text.get())) {
      fields.wrong("operator", expected);
    }
    return operator;
  }

  private Optional<Denominator> denominator(TargetType type) {
    Optional<String> text = fields.text("denominator");
    Optional<Denominator> read = text.flatMap(Denominator::parse);
    boolean right =
        switch (type) {
          case INTENSITY -> read.isPresent();
          case PRODUCT_LIMIT ->
              read.filter(d -> d.kind() == ActivityReport.Kind.PRODUCTION).isPresent();
          default -> text.isEmpty();
        };
    if (!right) {
      fields.wrong(
          "denominator",
          switch (type) {
            case INTENSITY -> Denominator.EXPECTED;
            case PRODUCT_LIMIT -> "PRODUCTION: and a product";
            default -> "nothing, except with INTENSITY or PRODUCT_LIMIT";
          });
    }
    return read;
  }

  /** A ratio: a percentage, or a level such as tce/1e4 CNY. */
  private long ratio(TargetType type, TermsBuilder terms) {
    Optional<BigDecimal> value = texts.number("value", "a number, or nothing when it is not set");
    terms.value(value);
    beside(terms, n -> n);
    unset(type, value.isPresent());
    Optional<String> unit = texts.line("unit", 40);
    terms.unit(unit.orElse(""));
    boolean percent = unit.filter(Terms.PERCENT::equals).isPresent();
    switch (type) {
      case SHARE, GROWTH -> {
        if (!percent) {
          fields.wrong("unit", Terms.PERCENT);
        }
        if (type == TargetType.SHARE
            && value.isPresent()
            && (value.get().signum() < 0 || value.get().compareTo(HUNDRED) > 0)) {
          fields.wrong("value", "a share from 0 to 100");
        }
      }
      case INTENSITY, PRODUCT_LIMIT -> {
        if (unit.filter(u -> percent ? type == TargetType.INTENSITY : u.contains("/")).isEmpty()) {
          fields.wrong(
              "unit",
              type == TargetType.INTENSITY
                  ? "% for the decline from the base year, or a level such as tce/1e4 CNY"
                  : "energy per product, such as kgce/t");
        }
        if (percent && fields.text("baseYear").isEmpty()) {
          fields.wrong("baseYear", "the year from which the decline counts");
        }
      }
      default -> {
        // a reference says what it likes
      }
    }
    return 0;
  }

  /** An amount of the quantity, exactly, in base units. */
  private long amount(TargetType type, Optional<Quantity> quantity, TermsBuilder terms) {
    String expected = "a number above 0";
    boolean needed = type == TargetType.BUDGET && fields.text("note").isEmpty();
    if (needed && fields.text("value").isEmpty()) {
      fields.wrong("value", expected);
    }
    Optional<BigDecimal> value = texts.number("value", expected);
    if (value.isPresent() && value.get().signum() <= 0) {
      fields.wrong("value", expected);
      value = Optional.empty();
    }
    if (!needed) {
      unset(type, fields.text("value").isPresent());
    }
    Optional<String> symbol =
        texts.required("unit", ".*", "a unit such as kWh, GJ, t, m3, tce, tCO2e");
    if (symbol.isEmpty() || quantity.isEmpty()) {
      return 0;
    }
    Dimension dimension = quantity.get().dimension();
    Optional<BigDecimal> toBase = TargetUnits.toBase(symbol.get(), dimension);
    if (toBase.isEmpty()) {
      fields.wrong(
          "unit", "for " + quantity.get().name() + " one of " + TargetUnits.symbols(dimension));
      return 0;
    }
    // The limit says the value; what stands beside it is kept in the unit in which it is shown.
    UnaryOperator<BigDecimal> shown =
        n -> plain(n.multiply(toBase.get()).scaleByPowerOfTen(-dimension.displayScale()));
    beside(terms, shown);
    terms.upper(upper(type, value).map(shown));
    return value.map(v -> base(v.multiply(toBase.get()), dimension)).orElse(0L);
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal least = number.stripTrailingZeros();
    return least.scale() < 0 ? least.setScale(0) : least;
  }

  private Optional<BigDecimal> upper(TargetType type, Optional<BigDecimal> value) {
    String expected = "above value, and only with THRESHOLD";
    Optional<BigDecimal> upper = texts.number("upper", expected);
    if (upper.isPresent()
        && (type != TargetType.THRESHOLD
            || value.filter(v -> v.compareTo(upper.get()) < 0).isEmpty())) {
      fields.wrong("upper", expected);
    }
    return upper;
  }

  private long base(BigDecimal amount, Dimension dimension) {
    BigDecimal base = amount.stripTrailingZeros();
    if (base.scale() > 0) {
      fields.wrong("value", "a whole number of " + dimension.baseUnit());
      return 0;
    }
    if (base.compareTo(MAX_LIMIT) > 0) {
      fields.wrong("value", "at most 10^18 " + dimension.baseUnit());
      return 0;
    }
    return base.longValueExact();
  }

  /** A target without a value says why: nothing is assumed, and nobody wonders. */
  private void unset(TargetType type, boolean set) {
    if (!set && type != TargetType.REFERENCE && fields.text("note").isEmpty()) {
      fields.wrong("note", "why there is no value, such as 以国家下达为准");
    }
  }
}
