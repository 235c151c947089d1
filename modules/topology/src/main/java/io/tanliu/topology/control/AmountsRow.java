// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.control.DayAmount;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.topology.state.StateReader;
import io.tanliu.topology.state.StateWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an entity used in a day or a year, as it is kept.
 *
 * @param zone zone of the entity
 * @param asOf event time when the window was published, epoch milliseconds
 * @param revision of the window
 * @param amounts by quantity
 */
record AmountsRow(String zone, long asOf, long revision, Map<String, DayAmount> amounts) {
  private static final int VERSION = 1;
  private static final String CAUSES = "co2e.";

  /** Names that nearly every row has take one byte; add at the end only. */
  private static final List<String> NAMES =
      List.of(
          "",
          "tce",
          "tce_equivalent",
          "co2e",
          "co2e.measured",
          "tce.biomass",
          "tce.coal",
          "tce.electricity",
          "tce.feedstock",
          "tce.gas",
          "tce.heat",
          "tce.nonfossil",
          "tce.oil",
          "tce.other",
          "tce.renewable",
          "electricity",
          "heat",
          "raw_coal",
          "natural_gas",
          "coke");

  /** What a window says; the causes of carbon, which no rule asks for, are left out. */
  static AmountsRow of(EntityWindow window) {
    Map<String, DayAmount> amounts = new TreeMap<>();
    // What a stack is compared with is kept where there is one: elsewhere nobody asks for causes.
    boolean stack = window.getAmounts().containsKey(Quantities.CO2E_MEASURED);
    for (Map.Entry<String, WindowAmount> entry : window.getAmounts().entrySet()) {
      if (stack || !entry.getKey().startsWith(CAUSES)) {
        amounts.put(entry.getKey(), amount(entry.getValue()));
      }
    }
    return new AmountsRow(
        window.getZone(), window.getAsOf().toEpochMilli(), window.getRevision(), amounts);
  }

  private static DayAmount amount(WindowAmount amount) {
    return new DayAmount(
        amount.getAmount(),
        (int) Math.round(amount.getCoverage() * DayAmount.WHOLE),
        (int) Math.round(amount.getEstimated() * DayAmount.WHOLE),
        amount.getProvisional());
  }

  byte[] encode() {
    StateWriter out = new StateWriter(VERSION).text(zone).number(asOf).number(revision);
    out.number(amounts.size());
    amounts.forEach(
        (name, amount) -> {
          int index = NAMES.indexOf(name);
          out.number(Math.max(0, index));
          if (index < 0) {
            out.text(name);
          }
          // What is wholly measured takes one byte.
          out.number(amount.amount())
              .number(DayAmount.WHOLE - amount.coverage())
              .number(amount.estimated() * 2L + (amount.provisional() ? 1 : 0));
        });
    return out.bytes();
  }

  static AmountsRow decode(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION, VERSION);
    String zone = in.text();
    long asOf = in.number();
    long revision = in.number();
    Map<String, DayAmount> amounts = new TreeMap<>();
    int size = in.count();
    for (int i = 0; i < size; i++) {
      int index = in.count();
      String name = index == 0 ? in.text() : NAMES.get(index);
      long amount = in.number();
      int coverage = DayAmount.WHOLE - in.count();
      long rest = in.number();
      amounts.put(name, new DayAmount(amount, coverage, (int) (rest / 2), (rest & 1) != 0));
    }
    return new AmountsRow(zone, asOf, revision, amounts);
  }
}
