// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.control.Target;
import io.tanliu.domain.ledger.Lines;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

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
      implements RollupMessage {}

  /**
   * A target of the region or industry.
   *
   * @param id target id
   * @param target the target; empty when it was withdrawn
   */
  record NewTarget(String id, Optional<Target> target) implements RollupMessage {}
}
