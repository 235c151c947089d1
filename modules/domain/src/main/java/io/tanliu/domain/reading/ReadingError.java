// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.reading;

/**
 * Why a reading was refused, in the four parts that save a round trip.
 *
 * @param code stable code
 * @param field name of the refused field
 * @param value refused value as text
 * @param expected what would have been accepted
 */
public record ReadingError(Code code, String field, String value, String expected) {

  /** Stable reason codes. */
  public enum Code {
    /** The body or line could not be read at all. */
    MALFORMED,
    /** A required field is not there. */
    MISSING_FIELD,
    /** No such unit. */
    UNKNOWN_UNIT,
    /** The unit has no such point. */
    UNKNOWN_POINT,
    /** The time could not be understood, or is before the year 2000. */
    BAD_TIME,
    /** The value is not a finite number. */
    NOT_A_NUMBER,
    /** The number has too many digits, or the amount is beyond any meter. */
    OUT_OF_RANGE,
    /** Negative amount on a one-way point. */
    NEGATIVE,
    /** More than the point's rated maximum allows. */
    ABOVE_RATED,
    /** More than five minutes after the frame was received. */
    FUTURE,
    /** Older than the correction horizon of the unit. */
    BEYOND_HORIZON,
    /** History for a stretch of time whose books are settled. */
    SETTLED,
    /** Another number than the one that was entered by hand. */
    EDITED,
    /** An interval that does not begin on the point's interval grid. */
    OFF_GRID,
    /** Unit of the value differs from the point's. */
    WRONG_UNIT,
    /** The instrument itself says that the value is not measured normally. */
    FLAGGED,
    /** The sender may not do this. */
    FORBIDDEN
  }
}
