// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.reference.Spelling;
import io.tanliu.reference.register.Tree.Entry;
import io.tanliu.reference.register.Tree.Items;
import io.tanliu.reference.register.Tree.Mapping;
import io.tanliu.reference.register.Tree.Scalar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fields of one mapping. Every accessor records what is wrong and then answers empty; {@link
 * #ok()} tells whether anything was.
 */
final class Fields {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,18})?([eE][+-]?\\d{1,2})?");

  private final Mapping mapping;
  private final String path;
  private final Problems problems;
  private final Map<String, Tree> values = new HashMap<>();
  private boolean ok = true;

  Fields(Mapping mapping, String path, List<String> names, Problems problems) {
    this.mapping = mapping;
    this.path = path;
    this.problems = problems;
    for (Entry entry : mapping.entries()) {
      String name = entry.name().text();
      if (!names.contains(name)) {
        String hint =
            Spelling.nearest(name, names)
                .map(n -> "did you mean " + n + "?")
                .orElse("one of " + names);
        report(entry.name().place(), at(name), "unknown field", hint);
      } else if (values.containsKey(name)) {
        report(entry.name().place(), at(name), "given twice", "each field once");
      } else if (!(entry.value() instanceof Scalar scalar && scalar.isNull())) {
        values.put(name, entry.value());
      }
    }
  }

  /** True while nothing was wrong. */
  boolean ok() {
    return ok;
  }

  /** Something below was wrong, which has been reported there. */
  void spoil() {
    ok = false;
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Where a field stands, or the whole mapping when it is missing. */
  Place place(String name) {
    Tree value = values.get(name);
    return value == null ? mapping.place() : value.place();
  }

  void wrong(String name, String expected) {
    Tree value = values.get(name);
    report(place(name), at(name), value == null ? "missing" : value.shown(), expected);
  }

  private void report(Place place, String field, String value, String expected) {
    ok = false;
    problems.add(place, field, value, expected);
  }

  /** What is wrong with a field whose value is not to be shown as it is. */
  void wrong(String name, String shown, String expected) {
    report(place(name), at(name), shown, expected);
  }

  /** Items of a list field; empty when it is missing. */
  List<Tree> items(String name, int most) {
    Tree value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Items list && list.items().size() <= most) {
      return list.items();
    }
    wrong(name, "a list of at most " + most);
    return List.of();
  }

  /** One entry of a list field, which must be a mapping. */
  Optional<Fields> entry(String list, int index, Tree item, List<String> names, String expected) {
    String at = at(list) + "[" + index + "]";
    if (item instanceof Mapping entry) {
      return Optional.of(new Fields(entry, at, names, problems));
    }
    report(item.place(), at, item.shown(), "a mapping with " + expected);
    return Optional.empty();
  }

  /** Names and values of a mapping field, each value as text; empty when it is missing. */
  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    Tree value = values.get(name);
    if (value instanceof Mapping fields) {
      for (Entry entry : fields.entries()) {
        String field = at(name) + "." + entry.name().text();
        if (!(entry.value() instanceof Scalar scalar)) {
          report(entry.value().place(), field, entry.value().shown(), "one value");
        } else if (texts.put(entry.name().text(), scalar.text()) != null) {
          report(entry.name().place(), field, "given twice", "each field once");
        }
      }
    } else if (value != null) {
      wrong(name, "a mapping");
    }
    return texts;
  }

  Optional<String> text(String name) {
    Tree value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Scalar scalar) {
      return Optional.of(scalar.text());
    }
    wrong(name, "one value");
    return Optional.empty();
  }

  private Optional<String> needed(String name, String expected) {
    if (!values.containsKey(name)) {
      wrong(name, expected);
    }
    return text(name);
  }

  Optional<String> required(String name, Pattern pattern, String expected) {
    return checked(name, needed(name, expected), pattern, expected);
  }

  Optional<String> optional(String name, Pattern pattern, String expected) {
    return checked(name, text(name), pattern, expected);
  }

  private Optional<String> checked(
      String name, Optional<String> text, Pattern pattern, String expected) {
    if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
      wrong(name, expected);
      return Optional.empty();
    }
    return text;
  }

  <E extends Enum<E>> Optional<E> requiredEnum(String name, Class<E> type) {
    needed(name, "one of " + names(type));
    return optionalEnum(name, type);
  }

  <E extends Enum<E>> Optional<E> optionalEnum(String name, Class<E> type) {
    Optional<String> text = text(name);
    Optional<E> constant =
        text.flatMap(
            t ->
                Arrays.stream(type.getEnumConstants())
                    .filter(c -> c.name().equals(t.toUpperCase(Locale.ROOT)))
                    .findFirst());
    if (text.isPresent() && constant.isEmpty()) {
      wrong(name, "one of " + names(type));
    }
    return constant;
  }

  private static <E extends Enum<E>> List<String> names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
  }

  Optional<BigDecimal> requiredNumber(String name, String expected) {
    needed(name, expected);
    return number(name, expected);
  }

  /** A decimal without exponent tricks: at most 30 digits before and 18 after the point. */
  Optional<BigDecimal> number(String name, String expected) {
    return optional(name, NUMBER, expected)
        .map(BigDecimal::new)
        .map(n -> n.scale() < 0 ? n.setScale(0, RoundingMode.UNNECESSARY) : n);
  }

  /** A number greater than 0, at most {@code most}, with at most nine decimal places. */
  Optional<BigDecimal> positive(String name, BigDecimal most) {
    String expected =
        "a number above 0, at most " + most.toPlainString() + ", of at most 9 decimal places";
    Optional<BigDecimal> number = number(name, expected);
    if (number.isPresent()
        && (number.get().signum() <= 0
            || number.get().compareTo(most) > 0
            || number.get().stripTrailingZeros().scale() > 9)) {
      wrong(name, expected);
      return Optional.empty();
    }
    return number;
  }

  Optional<Boolean> bool(String name) {
    Optional<String> text = text(name);
    if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
      wrong(name, "true or false");
    }
    return text.map("true"::equals);
  }

  Optional<Duration> duration(String name) {
    Optional<String> text = text(name);
    Optional<Duration> duration = text.flatMap(Durations::parse);
    if (text.isPresent() && duration.isEmpty()) {
      wrong(name, Durations.EXPECTED);
    }
    return duration;
  }
}
