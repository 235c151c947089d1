// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.Shares;
import io.tanliu.domain.ledger.Shares.Share;
import io.tanliu.domain.ledger.WindowRow;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Windows as they are published. */
final class WindowRecords {
  private WindowRecords() {}

  /**
   * A window with all its quantities.
   *
   * @param factors version of the factors that made the derived ones
   */
  static EntityWindow of(
      String entity,
      String granularity,
      long start,
      long end,
      EntityBook book,
      Shares.Measured measured,
      String factors,
      WindowRow row) {
    Map<String, WindowAmount> amounts = new TreeMap<>();
    measured
        .of(row.lines(), start, Math.min(end, book.asOf()))
        .forEach((quantity, share) -> amounts.put(quantity, amount(quantity, share, factors)));
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

  /** The same window with carbon alone. */
  static EntityWindow carbon(EntityWindow window) {
    Map<String, WindowAmount> amounts = new TreeMap<>(window.getAmounts());
    amounts.keySet().removeIf(name -> Quantities.derivedDimension(name) != Dimension.CO2E);
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
        amounts);
  }

  private static WindowAmount amount(String quantity, Share share, String factors) {
    return new WindowAmount(
        share.amount(),
        share.dimension().baseUnit(),
        share.coverage(),
        share.estimated(),
        share.extrapolated(),
        share.unverified(),
        Quantities.derivedDimension(quantity) == null ? null : factors);
  }
}
