// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.oracle.Inbox;
import io.tanliu.oracle.Oracle;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.testkit.History;
import io.tanliu.testkit.TestFactors;
import io.tanliu.topology.LedgerSettings;
import io.tanliu.wire.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the oracle says.
 *
 * @param books of every unit, region and industry
 * @param accounts accepted, duplicate, corrected and rejected readings per unit, per gateway and
 *     altogether, by key of their topic
 * @param edits what was changed by hand per unit, in order
 */
record Truth(
    Map<String, OracleBooks> books,
    Map<String, List<Long>> accounts,
    Map<String, List<String>> edits) {
  private static final int REJECTED = 3;
  private static final List<Long> NOTHING = List.of(0L, 0L, 0L, 0L);

  /**
   * The truth about units.
   *
   * @param frames of all units in the order in which they are sent
   */
  static Truth of(List<History> histories, List<ReadingFrame> frames, Duration horizon) {
    List<Oracle> units = new ArrayList<>();
    Map<String, List<Long>> accounts = new TreeMap<>();
    Map<String, List<String>> edits = new TreeMap<>();
    for (History history : histories) {
      String id = history.unit().id();
      Inbox inbox = new Inbox(history.unit(), horizon);
      for (ReadingFrame frame : frames) {
        if (frame.unit().equals(id)) {
          List<Long> before = inbox.accounts();
          inbox.take(frame);
          count(accounts, frame, less(inbox.accounts(), before));
        }
      }
      if (!inbox.changes().isEmpty()) {
        edits.put(id, inbox.changes().stream().map(EditText::of).toList());
      }
      units.add(Oracle.of(inbox, new TestFactors()));
    }
    Map<String, OracleBooks> books =
        OracleBooks.all(units, Story.MEMBERSHIP, LedgerSettings.DEFAULT.zone());
    return new Truth(books, accounts, edits);
  }

  private static void count(
      Map<String, List<Long>> accounts, ReadingFrame frame, List<Long> outcomes) {
    for (String key :
        List.of(
            Keys.unitAccount(frame.unit()),
            Keys.gatewayAccount(frame.gateway()),
            Keys.TOTAL_ACCOUNT)) {
      accounts.put(key, less(accounts.getOrDefault(key, NOTHING), less(NOTHING, outcomes)));
    }
  }

  private static List<Long> less(List<Long> counts, List<Long> others) {
    List<Long> result = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      result.add(counts.get(i) - others.get(i));
    }
    return result;
  }

  long rejected() {
    return accounts.get(Keys.TOTAL_ACCOUNT).get(REJECTED);
  }
}
