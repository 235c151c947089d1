// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which dead letters are meant; what is empty does not restrict.
 *
 * @param unit key of the record, or its part before the first {@code |}
 * @param from earliest time of the record, inclusive
 * @param to latest time of the record, exclusive
 */
public record DeadLetterFilter(Optional<String> unit, Optional<Instant> from, Optional<Instant> to)
    implements Predicate<DeadLetter> {

  @Override
  public boolean test(DeadLetter letter) {
    return unit.map(u -> letter.key().equals(u) || letter.key().startsWith(u + "|")).orElse(true)
        && from.map(f -> !letter.at().isBefore(f)).orElse(true)
        && to.map(t -> letter.at().isBefore(t)).orElse(true);
  }
}
