// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.time.Granularity;
import java.time.ZoneId;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/**
 * Covers any span with the fewest stored windows: years, months, days, hours, quarters. Used for
 * rolling sums and to find the quarter hour in which a sum passed a limit.
 */
public final class Tiling {
  private static final Granularity[] COARSE_FIRST = {
    Granularity.YEAR, Granularity.MONTH, Granularity.DAY, Granularity.HOUR, Granularity.QUARTER_HOUR
  };

  private static final int HOUR = 3;

  private final WindowRows rows;
  private final ZoneId zone;

  public Tiling(WindowRows rows, ZoneId zone) {
    this.rows = rows;
    this.zone = zone;
  }

  /** Sum and number of changes of {@code [from, to)}; both on base bucket boundaries. */
  public WindowRow sum(long from, long to) {
    Lines lines = new Lines();
    long revision = 0;
    for (long at = from; at < to; ) {
      Granularity tile = COARSE_FIRST[tile(at, to, 0)];
      WindowRow row = rows.get(tile, at);
      lines.add(row.lines());
      revision += row.revision();
      at = tile.end(at, zone);
    }
    return new WindowRow(revision, lines);
  }

  /**
   * First quarter hour of {@code [from, to)} at whose end the running sum exceeds a limit. Exact
   * for amounts that do not fall and windows that are kept; else the first coarse one that stays
   * above.
   */
  public OptionalLong firstAbove(long from, long to, long limit, Amount amount) {
    long sum = 0;
    int finest = 0;
    long end = to;
    OptionalLong coarse = OptionalLong.empty();
    for (long at = from; at < end; ) {
      int index = tile(at, end, finest);
      Granularity tile = COARSE_FIRST[index];
      long next = Math.addExact(sum, amount.of(rows.get(tile, at).lines()));
      long tileEnd = tile.end(at, zone);
      if (next <= limit) {
        sum = next;
        at = tileEnd;
      } else if (tile == Granularity.QUARTER_HOUR) {
        return OptionalLong.of(at);
      } else {
        // The limit is passed inside this tile: look at its parts, as far as they are kept.
        coarse = OptionalLong.of(at);
        end = tileEnd;
        finest = index + 1;
      }
    }
    return coarse;
  }

  /**
   * True when, at the end of some quarter hour of {@code [from, to)}, the sum since {@code start}
   * exceeded what was allowed at its beginning. Exact for amounts and limits that do not fall and
   * windows that are kept.
   *
   * @param limit what is allowed at a time
   */
  public boolean above(long start, long from, long to, LongUnaryOperator limit, Amount amount) {
    long sum = amount.of(sum(start, from).lines());
    return above(sum, from, to, 0, limit, amount);
  }

  private boolean above(
      long before, long from, long to, int finest, LongUnaryOperator limit, Amount amount) {
    long sum = before;
    for (long at = from; at < to; ) {
      int index = tile(at, to, finest);
      Granularity tile = COARSE_FIRST[index];
      long end = tile.end(at, zone);
      long next = Math.addExact(sum, amount.of(rows.get(tile, at).lines()));
      // No part of it ends above what its end is not above.
      boolean possible = next > limit.applyAsLong(at);
      if (possible
          && (tile == Granularity.QUARTER_HOUR || above(sum, at, end, index + 1, limit, amount))) {
        return true;
      }
      sum = next;
      at = end;
    }
    return false;
  }

  /** How a quantity is read from a row. */
  @FunctionalInterface
  public interface Amount {
    /** The amount in base units. */
    long of(Lines lines);
  }

  /** Index of the coarsest window, from a given one on, that starts there and fits. */
  private int tile(long at, long to, int from) {
    // Most tiles are hours: what does not begin a day begins no month or year either.
    int coarsest = Granularity.DAY.start(at, zone) == at ? from : Math.max(from, HOUR);
    for (int i = coarsest; i < COARSE_FIRST.length - 1; i++) {
      Granularity candidate = COARSE_FIRST[i];
      if (candidate.start(at, zone) == at && candidate.end(at, zone) <= to) {
        return i;
      }
    }
    return COARSE_FIRST.length - 1;
  }
}
