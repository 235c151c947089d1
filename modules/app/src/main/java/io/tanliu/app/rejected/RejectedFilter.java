// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import io.tanliu.avro.RejectedReading;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which refused readings are meant; what is empty does not restrict.
 *
 * @param unit unit id as sent
 * @param point point id as sent
 * @param code reason code
 * @param stage {@code gateway} or {@code ledger}
 * @param from earliest moment of the refusal, inclusive
 * @param to latest moment of the refusal, exclusive
 */
public record RejectedFilter(
    Optional<String> unit,
    Optional<String> point,
    Optional<String> code,
    Optional<String> stage,
    Optional<Instant> from,
    Optional<Instant> to)
    implements Predicate<RejectedReading> {

  /** True when nothing restricts. */
  public boolean isEmpty() {
    return unit.isEmpty()
        && point.isEmpty()
        && code.isEmpty()
        && stage.isEmpty()
        && from.isEmpty()
        && to.isEmpty();
  }

  @Override
  public boolean test(RejectedReading reading) {
    return same(unit, reading.getUnit())
        && same(point, reading.getPoint())
        && same(code, reading.getCode())
        && same(stage, reading.getStage())
        && from.map(f -> !reading.getRejectedAt().isBefore(f)).orElse(true)
        && to.map(t -> reading.getRejectedAt().isBefore(t)).orElse(true);
  }

  private static boolean same(Optional<String> wanted, String value) {
    return wanted.isEmpty() || wanted.get().equalsIgnoreCase(value);
  }
}
