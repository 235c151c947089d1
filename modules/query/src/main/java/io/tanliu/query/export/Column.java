// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import java.util.List;

/**
 * A column of a table.
 *
 * @param name in the file, without its unit
 * @param level where the value stands: 0 in the answer itself, 1 in an element of its list, 2 in an
 *     element of a list in that
 * @param path to the value from there
 * @param unit {@code @unit} for what the answer's field of that name says, 1 for a ratio, empty
 *     where it is not known or differs from row to row
 */
record Column(String name, int level, List<String> path, Type type, String unit) {
  static final String UNIT_OF_ANSWER = "@unit";

  /** A ratio, so that the unit of the answer is not meant. */
  static final String NO_UNIT = "1";

  /** What the cells of a column hold. */
  enum Type {
    TEXT,
    /** Several texts or numbers. */
    LIST,
    /** An object of whatever fields. */
    JSON,
    INTEGER,
    /** Exact. */
    DECIMAL,
    /** Was a floating-point number when it was computed, e.g. a share of time. */
    DOUBLE,
    BOOLEAN,
    /** A moment with its offset. */
    TIME,
    DATE
  }

  String last() {
    return path.get(path.size() - 1);
  }
}
