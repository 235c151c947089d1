// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.ReadingEdit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.oracle.Inbox;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** A change by hand in words: what was written and what the oracle says, to be compared. */
final class EditText {
  private EditText() {}

  static String of(ReadingEdit edit) {
    return text(
        edit.getPoint(),
        edit.getTime(),
        Optional.ofNullable(edit.getOldValue()).map(BigDecimal::new),
        Optional.ofNullable(edit.getNewValue()).map(BigDecimal::new),
        edit.getAuthor() + ": " + edit.getReason() + " " + edit.getEditedAt().toEpochMilli());
  }

  static String of(Inbox.Change change) {
    return text(
        change.point(),
        Instant.ofEpochMilli(change.time()),
        change.before().map(Reading::decimal),
        change.after().map(Reading::decimal),
        change.edit().author() + ": " + change.edit().reason() + " " + change.edit().at());
  }

  private static String text(
      String point,
      Instant time,
      Optional<BigDecimal> before,
      Optional<BigDecimal> after,
      String who) {
    return point + " " + time + " " + number(before) + " -> " + number(after) + ", " + who;
  }

  private static String number(Optional<BigDecimal> number) {
    return number.map(n -> n.stripTrailingZeros().toPlainString()).orElse("nothing");
  }
}
