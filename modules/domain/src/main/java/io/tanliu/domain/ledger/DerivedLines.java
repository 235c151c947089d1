// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.quantity.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The lines of a row that add up to a derived quantity: a total has its parts, and what was
 * converted before there were parts still stands under its own name.
 *
 * @param all lines of the amount
 * @param extrapolated lines of what another year's factors made
 * @param unverified lines of what unverified factors made
 */
record DerivedLines(List<String> all, List<String> extrapolated, List<String> unverified) {
  private static final Map<String, DerivedLines> BY_QUANTITY =
      Quantities.derived().stream()
          .collect(Collectors.toUnmodifiableMap(Function.identity(), DerivedLines::new));

  private DerivedLines(String quantity) {
    this(
        names(quantity, ""),
        names(quantity, Derivation.EXTRAPOLATED),
        names(quantity, Derivation.UNVERIFIED));
  }

  private static List<String> names(String quantity, String suffix) {
    List<String> names = new ArrayList<>();
    names.add((quantity + suffix).intern());
    Quantities.parts(quantity).forEach(part -> names.add((part + suffix).intern()));
    return List.copyOf(names);
  }

  /** Those of a quantity; null when it is not a derived one. */
  static DerivedLines of(String quantity) {
    return BY_QUANTITY.get(quantity);
  }

  /**
   * Their sum in a row.
   *
   * @throws ArithmeticException on overflow
   */
  static Line sum(Lines row, List<String> names) {
    Line sum = Line.ZERO;
    for (String name : names) {
      sum = sum.plus(row.get(name));
    }
    return sum;
  }
}
