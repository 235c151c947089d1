// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.control.Target;
import io.tanliu.domain.ledger.Lines;
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
   * @param points change of the number of points per flow
   * @param buckets change of lines per base bucket
   */
  record Change(String unit, long asOf, Map<String, Long> points, SortedMap<Long, Lines> buckets)
      implements RollupMessage {

    /** The same change in parts of about so many lines: a long silence may end in one reading. */
    List<Change> parts(int mostLines) {
      List<Change> parts = new ArrayList<>();
      SortedMap<Long, Lines> part = new TreeMap<>();
      int lines = 0;
      for (Map.Entry<Long, Lines> bucket : buckets.entrySet()) {
        if (lines >= mostLines) {
          parts.add(new Change(unit, asOf, parts.isEmpty() ? points : Map.of(), part));
          part = new TreeMap<>();
          lines = 0;
        }
        part.put(bucket.getKey(), bucket.getValue());
        lines += bucket.getValue().size();
      }
      parts.add(new Change(unit, asOf, parts.isEmpty() ? points : Map.of(), part));
      return parts;
    }
  }

  /**
   * A target of the region or industry.
   *
   * @param id target id
   * @param target the target; empty when it was withdrawn
   */
  record NewTarget(String id, Optional<Target> target) implements RollupMessage {}
}
