// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.Derivation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of lines in stored rows. Derived ones stand in every row of every entity, so each is a
 * number below 0, in the place where the length of a text would stand, instead of a text.
 */
final class LineNames {
  /** The numbers are in stored rows: names are only ever added, at the end. */
  private static final List<String> DERIVED =
      List.of(
          "tce_equivalent",
          "tce.coal",
          "tce.oil",
          "tce.gas",
          "tce.electricity",
          "tce.heat",
          "tce.biomass",
          "tce.other",
          "tce.feedstock",
          "tce.renewable",
          "co2e.combustion",
          "co2e.electricity",
          "co2e.heat",
          "co2e.process",
          "co2e.gases",
          "co2e.measured",
          "tce.nonfossil");

  private static final List<String> BY_NUMBER = byNumber();
  private static final Map<String, Integer> NUMBERS = numbers();

  private LineNames() {}

  private static List<String> byNumber() {
    List<String> names = new ArrayList<>();
    for (String name : DERIVED) {
      names.add(name);
      names.add((name + Derivation.EXTRAPOLATED).intern());
      names.add((name + Derivation.UNVERIFIED).intern());
    }
    return List.copyOf(names);
  }

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    BY_NUMBER.forEach(name -> numbers.put(name, -1 - numbers.size()));
    return Map.copyOf(numbers);
  }

  static StateWriter write(StateWriter out, String name) {
    Integer number = NUMBERS.get(name);
    return number == null ? out.text(name) : out.number(number);
  }

  static String read(StateReader in) {
    int length = in.count();
    return length < 0 ? BY_NUMBER.get(-1 - length) : in.text(length);
  }
}
