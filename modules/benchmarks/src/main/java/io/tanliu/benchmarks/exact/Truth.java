// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.oracle.Inbox;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.testkit.History;
import io.tanliu.testkit.TestFactors;
import io.tanliu.topology.LedgerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the oracle says.
 *
 * @param books of every unit, region and industry
 * @param accounts accepted, duplicate, corrected and rejected readings per unit
 */
record Truth(Map<String, OracleBooks> books, Map<String, List<Long>> accounts) {
  /**
   * The truth about units.
   *
   * @param frames of all units in the order in which they are sent
   */
  static Truth of(List<History> histories, List<ReadingFrame> frames, Duration horizon) {
    TestFactors factors = new TestFactors();
    Map<String, OracleBooks> books = new TreeMap<>();
    Map<String, List<Long>> accounts = new TreeMap<>();
    for (History history : histories) {
      String id = history.unit().id();
      List<Reading> arrivals =
          frames.stream()
              .filter(frame -> frame.unit().equals(id))
              .flatMap(frame -> frame.readings().stream())
              .toList();
      Inbox inbox = Inbox.of(horizon, arrivals);
      accounts.put(id, inbox.accounts());
      books.put(id, OracleBooks.of(history.unit(), inbox.kept(), factors));
      for (String parent :
          Story.MEMBERSHIP.parents(history.unit().region(), history.unit().industry())) {
        books
            .computeIfAbsent(parent, p -> new OracleBooks(LedgerSettings.DEFAULT.zone()))
            .add(history.unit(), inbox.kept(), factors);
      }
    }
    return new Truth(books, accounts);
  }

  long rejected() {
    return accounts.values().stream().mapToLong(counts -> counts.get(3)).sum();
  }
}
