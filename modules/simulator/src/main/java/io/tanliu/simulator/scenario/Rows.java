// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator.scenario;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A mapping of a scenario file, all of whose values are texts. */
record Rows(Map<?, ?> fields) {

  static Rows root(Object tree) {
    return of(tree, "document");
  }

  private static Rows of(Object tree, String what) {
    if (tree instanceof Map<?, ?> map) {
      return new Rows(map);
    }
    throw new IllegalArgumentException(what + ": " + tree + " (expected: a mapping)");
  }

  Rows one(String name) {
    return of(fields.get(name), name);
  }

  /** The mappings of a list; none when it is left out. */
  List<Rows> list(String name) {
    Object list = fields.get(name);
    if (list == null) {
      return List.of();
    }
    if (list instanceof List<?> items) {
      return items.stream().map(item -> of(item, name)).toList();
    }
    throw new IllegalArgumentException(name + ": " + list + " (expected: a list)");
  }

  Optional<String> maybe(String name) {
    return Optional.ofNullable(fields.get(name)).map(Object::toString);
  }

  String text(String name) {
    return maybe(name)
        .orElseThrow(() -> new IllegalArgumentException(fields + ": " + name + " is missing"));
  }

  LocalDate day(String name) {
    return parsed(name, LocalDate::parse, "yyyy-MM-dd");
  }

  YearMonth month(String name) {
    return parsed(name, YearMonth::parse, "yyyy-MM");
  }

  BigDecimal number(String name) {
    return parsed(name, BigDecimal::new, "a number");
  }

  private <T> T parsed(String name, Function<String, T> parser, String expected) {
    String text = text(name);
    try {
      return parser.apply(text);
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException(name + ": " + text + " (expected: " + expected + ")", e);
    }
  }
}
