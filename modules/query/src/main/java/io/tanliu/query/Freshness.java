// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.time.Instant;

/**
 * How current an answer is; part of every one.
 *
 * @param asOf newest event time among the records that it was made of, UTC; null when they have
 *     none, as reference data has
 * @param source where they were read, see {@link Source.Kind}
 * @param behind records of the logs that what it was read from did not contain yet, as of a second
 *     ago at most; null when that is not known
 * @param stale true when newer figures may exist that the answer does not show: see {@link #of}
 */
record Freshness(String asOf, String source, Long behind, boolean stale) {
  /** Records that are passed on within a moment: a full load's few hundred milliseconds. */
  private static final long MOMENT = 1_000;

  /** Stale is what comes from a copy, what is more than a moment behind, and what nobody knows. */
  static Freshness of(Source source, Instant asOf) {
    boolean current =
        source.kind() != Source.Kind.STANDBY && source.behind().orElse(Long.MAX_VALUE) <= MOMENT;
    return new Freshness(
        asOf == null ? null : asOf.toString(),
        source.kind().code(),
        source.behind().isPresent() ? source.behind().getAsLong() : null,
        !current);
  }
}
