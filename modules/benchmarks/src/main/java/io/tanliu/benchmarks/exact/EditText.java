// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.avro.ReadingEdit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.oracle.Inbox;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** A change by hand in words, as it was published and as the oracle has it. */
final class EditText {
  private EditText() {}

  static String of(ReadingEdit edit) {
    return text(
        edit.getPoint(),
        edit.getTime(),
        Optional.ofNullable(edit.getOldValue()).map(BigDecimal::new),
        Optional.ofNullable(edit.getNewValue()).map(BigDecimal::new),
        edit.getAuthor() + ", " + edit.getReason() + ", " + edit.getEditedAt());
  }

  static String of(Inbox.Change change) {
    return text(
        change.point(),
        Instant.ofEpochMilli(change.time()),
        change.before().map(Reading::decimal),
        change.after().map(Reading::decimal),
        change.edit().author()
            + ", "
            + change.edit().reason()
            + ", "
            + Instant.ofEpochMilli(change.edit().at()));
  }

  private static String text(
      String point, Instant time, Optional<BigDecimal> old, Optional<BigDecimal> now, String by) {
    return point + " " + time + ": " + number(old) + " -> " + number(now) + " by " + by;
  }

  private static String number(Optional<BigDecimal> value) {
    return value.map(v -> v.stripTrailingZeros().toPlainString()).orElse("nothing");
  }
}
