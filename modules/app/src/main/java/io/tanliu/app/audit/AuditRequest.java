// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.audit;

import io.tanliu.domain.time.Granularity;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be audited.
 *
 * @param unit only this unit
 * @param region only the units that ever counted to this entity (a region, or {@code industry-…});
 *     without unit and region all units
 * @param from beginning of the period, inclusive, epoch milliseconds
 * @param to its end, exclusive; windows that overlap the period are compared
 * @param granularities calendar windows to compare
 * @param publishedFrom first start that the ledger publishes, by granularity, epoch milliseconds;
 *     of others it publishes everything
 * @param horizon correction horizon of the ledger
 * @param zone zone of the regions' days
 * @param unitsAtOnce units whose readings are held in memory together; the frames are read once for
 *     each such group
 */
public record AuditRequest(
    Optional<String> unit,
    Optional<String> region,
    long from,
    long to,
    Set<Granularity> granularities,
    Map<Granularity, Long> publishedFrom,
    Duration horizon,
    ZoneId zone,
    int unitsAtOnce) {

  /** True when the ledger publishes a window that begins then. */
  boolean published(Granularity granularity, long start) {
    return start >= publishedFrom.getOrDefault(granularity, Long.MIN_VALUE);
  }

  /** True for a window that overlaps the period. */
  boolean asksFor(long start, long end) {
    return start < to && end > from;
  }

  /** Beginning of the first window that overlaps the period, in a zone. */
  long spanFrom(ZoneId days) {
    return granularities.stream().mapToLong(g -> g.start(from, days)).min().orElse(from);
  }

  /** End of the last. */
  long spanTo(ZoneId days) {
    return granularities.stream()
        .mapToLong(g -> g.end(g.start(to - 1, days), days))
        .max()
        .orElse(to);
  }
}
