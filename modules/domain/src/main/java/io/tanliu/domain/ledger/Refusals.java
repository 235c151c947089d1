// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import java.time.Duration;
import java.time.Instant;

/** Why the ledger refuses readings that are in order by themselves. */
final class Refusals {
  private Refusals() {}

  static ReadingError unknownPoint(Reading reading, String unit) {
    return new ReadingError(
        Code.UNKNOWN_POINT, "point", reading.point(), "a point of unit " + unit);
  }

  /**
   * @param newest event time of the unit
   * @param loadable true when it could come as history
   */
  static ReadingError beyondHorizon(long time, long newest, long horizon, boolean loadable) {
    String expected =
        ">= "
            + Instant.ofEpochMilli(newest - horizon)
            + ", "
            + Duration.ofMillis(horizon)
            + " before the newest of the unit; "
            + (loadable
                ? "what is older is taken as history, with mode=backfill"
                : "what is older can no longer be changed");
    return new ReadingError(Code.BEYOND_HORIZON, "time", text(time), expected);
  }

  static ReadingError settled(long time) {
    return new ReadingError(
        Code.SETTLED, "time", text(time), "a time of which the books hold nothing yet");
  }

  /**
   * @param stored what was entered, or withdrawn, by hand
   */
  static ReadingError edited(Reading reading, boolean withdraw, Sample stored) {
    String expected =
        stored.tombstone()
            ? "nothing: withdrawn by hand"
            : stored.decimal().toPlainString() + ", entered by hand";
    String value = withdraw ? "(withdrawn)" : reading.decimal().toPlainString();
    return new ReadingError(Code.EDITED, "value", value, expected);
  }

  private static String text(long time) {
    return Instant.ofEpochMilli(time).toString();
  }
}
