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
  private WindowRecords() {}

  /** A window with all its quantities. */
  static EntityWindow of(
      String entity,
      String granularity,
      long start,
      long end,
      EntityBook book,
      Shares.Measured measured,
      WindowRow row) {
    Map<String, WindowAmount> amounts = new TreeMap<>();
    measured
        .of(row.lines(), start, Math.min(end, book.asOf()))
        .forEach((quantity, share) -> amounts.put(quantity, amount(share)));
    return new EntityWindow(
        entity,
        granularity,
        Instant.ofEpochMilli(start),
        Instant.ofEpochMilli(end),
        book.zone().getId(),
        Instant.ofEpochMilli(book.asOf()),
        row.revision(),
        end > book.asOf(),
        book.cause(start, end).code(),
        amounts);
  }

  /** The same window with CO2e alone. */
  static EntityWindow carbon(EntityWindow window) {
    return new EntityWindow(
        window.getEntity(),
        window.getGranularity(),
        window.getStart(),
        window.getEnd(),
        window.getZone(),
        window.getAsOf(),
        window.getRevision(),
        window.getProvisional(),
        window.getCause(),
        Map.of(Quantities.CO2E, window.getAmounts().get(Quantities.CO2E)));
  }

  private static WindowAmount amount(Share share) {
    return new WindowAmount(
        share.amount(),
        share.dimension().baseUnit(),
        share.coverage(),
        share.estimated(),
        share.extrapolated());
  }
}
