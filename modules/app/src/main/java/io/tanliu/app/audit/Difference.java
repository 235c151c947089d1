// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.audit;

import io.tanliu.oracle.OracleBooks.Share;
import java.time.Instant;
import java.util.Optional;

/**
 * A quantity of a window that is not published as the frames say.
 *
 * @param entity unit id, region code or industry
 * @param granularity code of the window
 * @param start start of the window, epoch milliseconds
 * @param published what stands in the topic; empty when the window or quantity does not
 * @param recomputed what the frames say; empty when they say nothing
 */
public record Difference(
    String entity,
    String granularity,
    long start,
    String quantity,
    Optional<Share> published,
    Optional<Share> recomputed) {

  @Override
  public String toString() {
    return "%s %s %s %s: published %s, recomputed %s"
        .formatted(
            entity,
            granularity,
            Instant.ofEpochMilli(start),
            quantity,
            text(published),
            text(recomputed));
  }

  private static String text(Optional<Share> share) {
    return share
        .map(s -> s.amount() + " (coverage " + s.coverage() + ", estimated " + s.estimated() + ")")
        .orElse("nothing");
  }
}
