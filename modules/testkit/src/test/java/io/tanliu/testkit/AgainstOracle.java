// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.oracle.Inbox;
import io.tanliu.oracle.Oracle;
import io.tanliu.oracle.OracleBooks;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Holds a ledger against the oracle. */
final class AgainstOracle {
  private static final FactorBook FACTORS = new TestFactors();

  private AgainstOracle() {}

  /** A ledger that took the frames, after its books were found to be the oracle's. */
  static MemoryLedger judged(
      EnergyUnit unit, Duration horizon, List<ReadingFrame> frames, String how) {
    MemoryLedger ledger = new MemoryLedger(unit, horizon, FACTORS);
    frames.forEach(ledger::take);
    shouldEqual(ledger, unit, horizon, frames, how);
    return ledger;
  }

  /** The books of a ledger are what the oracle makes of the frames under this definition. */
  static void shouldEqual(
      MemoryLedger ledger,
      EnergyUnit unit,
      Duration horizon,
      List<ReadingFrame> frames,
      String how) {
    shouldEqual(ledger, OracleBooks.of(Oracle.of(Inbox.of(unit, horizon, frames), FACTORS)), how);
  }

  /** Window by window. */
  static void shouldEqual(MemoryLedger ledger, OracleBooks oracle, String how) {
    for (OracleBooks.Window window : oracle.windows()) {
      Map<String, OracleBooks.Share> expected = oracle.shares(window);
      Map<String, OracleBooks.Share> found = ledger.shares(window);
      if (!expected.equals(found)) {
        assertThat(found).as("%s: %s", how, window).isEqualTo(expected);
      }
    }
  }

  /** A frame with one reading of the point P of the unit U. */
  static ReadingFrame frame(int number, long time, long value) {
    return History.frame("U", number, List.of(new Reading("P", time, value, 0)));
  }
}
