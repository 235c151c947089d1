// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stacks and rules for tests. */
final class Stacks {
  static final BigDecimal MOLAR_VOLUME = new BigDecimal("22.4");
  static final CemsRules RULES =
      new CemsRules(
          MOLAR_VOLUME,
          12,
          new BigDecimal("0.75"),
          20,
          List.of(
              new CemsRules.Substitute(new BigDecimal("0.90"), 24, 180),
              new CemsRules.Substitute(new BigDecimal("0.90"), Integer.MAX_VALUE, 720),
              new CemsRules.Substitute(new BigDecimal("0.75"), Integer.MAX_VALUE, 2160)));

  private Stacks() {}

  static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  static Optional<StackValue> normal(String text) {
    return Optional.of(StackValue.normal(number(text)));
  }

  static StackSetup stack(
      FlowKind flow, ConcentrationUnit unit, Basis basis, String molarMass, Duration interval) {
    return new StackSetup(
        flow,
        Optional.of(number("20")),
        number("0.95"),
        number("101325"),
        Optional.empty(),
        Map.of("co2", new StackSetup.GasChannel(unit, basis, number(molarMass))),
        interval);
  }

  static StackSample sample(String flow, String humidity, String co2) {
    return new StackSample(
        normal(flow),
        normal("120"),
        normal("-500"),
        Optional.empty(),
        normal(humidity),
        Optional.empty(),
        Map.of("co2", StackValue.normal(number(co2))));
  }
}
