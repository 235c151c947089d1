// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.control.Target;
import io.tanliu.domain.ledger.Cause;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.PointCounts;
import io.tanliu.domain.quality.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a unit's task tells the task of a region or industry. */
sealed interface RollupMessage {

  /**
   * A change of a unit's buckets, to be added. Kafka's transaction carries it exactly once.
   *
   * @param unit whose change it is
   * @param asOf event time that the unit has reached; {@link Long#MIN_VALUE} when it has none
   * @param cause why
   * @param points change of the number of points per flow over time
   * @param buckets change of lines per base bucket
   */
  record Change(
      String unit, long asOf, Cause cause, PointCounts points, SortedMap<Long, Lines> buckets)
      implements RollupMessage {

    /** A change of buckets alone. */
    static Change of(String unit, long asOf, Cause cause, SortedMap<Long, Lines> buckets) {
      return new Change(unit, asOf, cause, new PointCounts(), buckets);
    }

    /** The same change with other buckets. */
    Change with(SortedMap<Long, Lines> others) {
      return new Change(unit, asOf, cause, points, others);
    }

    /** The same change in parts of about so many lines: a long silence may end in one reading. */
    List<Change> parts(int mostLines) {
      List<Change> parts = new ArrayList<>();
      SortedMap<Long, Lines> part = new TreeMap<>();
      int lines = 0;
      for (Map.Entry<Long, Lines> bucket : buckets.entrySet()) {
        if (lines >= mostLines) {
          parts.add(part(parts.isEmpty(), part));
          part = new TreeMap<>();
          lines = 0;
        }
        part.put(bucket.getKey(), bucket.getValue());
        lines += bucket.getValue().size();
      }
      parts.add(part(parts.isEmpty(), part));
      return parts;
    }

    private Change part(boolean first, SortedMap<Long, Lines> part) {
      return first ? with(part) : of(unit, asOf, cause, part);
    }
  }

  /**
   * What became of readings since the last message, to be added to the account under the key.
   *
   * @param tally the difference
   */
  record Counted(Tally tally) implements RollupMessage {}

  /**
   * A target of the region or industry.
   *
   * @param id target id
   * @param target the target; empty when it was withdrawn
   */
  record NewTarget(String id, Optional<Target> target) implements RollupMessage {}
}
