// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.Shares;
import io.tanliu.domain.ledger.Shares.Share;
import io.tanliu.domain.ledger.WindowRow;
import io.tanliu.domain.quantity.Quantities;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Windows as they are published. */
final class WindowRecords {
  private final Shares shares;

  WindowRecords(Shares shares) {
    this.shares = shares;
  }

  /** The two records of one window. */
  record Pair(EntityWindow energy, EntityWindow carbon) {}

  Pair of(String entity, String granularity, long start, long end, EntityBook book, WindowRow row) {
    long elapsed = Math.max(0, Math.min(end, book.asOf()) - start);
    Map<String, WindowAmount> energies = new TreeMap<>();
    Map<String, WindowAmount> carbon = new TreeMap<>();
    boolean running = end > book.asOf();
    boolean carried = false;
    boolean carbonCarried = false;
    for (Map.Entry<String, Share> entry :
        shares.of(row.lines(), book.points(), elapsed).entrySet()) {
      Share share = entry.getValue();
      if (entry.getKey().equals(Quantities.CO2E)) {
        carbon.put(entry.getKey(), amount(share));
        carbonCarried = share.extrapolated();
      } else {
        energies.put(entry.getKey(), amount(share));
        carried |= share.extrapolated();
      }
    }
    Instant from = Instant.ofEpochMilli(start);
    Instant to = Instant.ofEpochMilli(end);
    Instant asOf = Instant.ofEpochMilli(book.asOf());
    String zone = book.zone().getId();
    long revision = row.revision();
    return new Pair(
        new EntityWindow(
            entity, granularity, from, to, zone, asOf, revision, running || carried, energies),
        new EntityWindow(
            entity, granularity, from, to, zone, asOf, revision, running || carbonCarried, carbon));
  }

  private static WindowAmount amount(Share share) {
    return new WindowAmount(
        share.amount(), share.dimension().baseUnit(), share.coverage(), share.estimated());
  }
}
