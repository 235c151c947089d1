// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The fields of a target as numbers, constants and lines; what is wrong is reported. */
final class TargetTexts {
  /** One printable character: what is written as JSON must be readable again. */
  private static final String CHARACTER = "[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\uFFFE\\uFFFF]";

  private static final String NUMBER = "[+-]?\\d{1,30}(\\.\\d{1,18})?([eE][+-]?\\d{1,2})?";

  private final TargetFields fields;

  TargetTexts(TargetFields fields) {
    this.fields = fields;
  }

  Optional<String> required(String name, String regex, String expected) {
    Optional<String> text = fields.text(name);
    if (text.isEmpty()) {
      fields.wrong(name, expected);
    }
    return text.filter(t -> matches(name, t, regex, expected));
  }

  private boolean matches(String name, String text, String regex, String expected) {
    if (text.matches(regex)) {
      return true;
    }
    fields.wrong(name, expected);
    return false;
  }

  /** A line of text. */
  Optional<String> line(String name, int longest) {
    String regex = CHARACTER + "{0," + longest + "}";
    String expected = "at most " + longest + " characters on one line";
    return fields.text(name).filter(t -> matches(name, t, regex, expected));
  }

  /** A decimal of at most 30 digits before and 18 after the point. */
  Optional<BigDecimal> number(String name, String expected) {
    return fields
        .text(name)
        .filter(t -> matches(name, t, NUMBER, expected))
        .flatMap(TargetTexts::decimal);
  }

  static Optional<BigDecimal> decimal(String text) {
    return text.matches(NUMBER)
        ? Optional.of(new BigDecimal(text))
            .map(n -> n.scale() < 0 ? n.setScale(0, RoundingMode.UNNECESSARY) : n)
        : Optional.empty();
  }

  <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
    Optional<String> text = fields.text(name);
    Optional<E> constant = text.flatMap(t -> named(t, type));
    if (text.isPresent() && constant.isEmpty()) {
      fields.wrong(name, "one of " + List.of(type.getEnumConstants()));
    }
    return constant;
  }

  static <E extends Enum<E>> Optional<E> named(String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> c.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  Optional<Boolean> bool(String name) {
    Optional<String> text = fields.text(name);
    if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
      fields.wrong(name, "true or false");
    }
    return text.map("true"::equals);
  }

  List<String> list(String name, int most, String regex, String expected) {
    List<String> values = fields.texts(name);
    if (values.size() > most || values.stream().anyMatch(v -> !v.matches(regex))) {
      fields.wrong(name, "at most " + most + " " + expected);
      return List.of();
    }
    return values;
  }
}
