// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was read from, and how far that is behind its log.
 *
 * @param kind the least sure one of all that was read from
 * @param behind records of the logs that were not yet read into the stores, the most of any of
 *     them; empty when that is not known
 */
record Source(Kind kind, OptionalLong behind) {
  /** Header in which an instance tells another. */
  static final String HEADER = "Tanliu-Source";

  /** Nothing has been read yet. */
  static final Source NOTHING = new Source(Kind.WHOLE, OptionalLong.of(0));

  private static final Pattern TEXT = Pattern.compile("([a-z]{1,10})(?: (\\d{1,18}))?");

  /** Who kept it. */
  enum Kind {
    /** Every instance keeps it whole. */
    WHOLE,
    /** The instance that keeps the entity. */
    KEEPER,
    /** An instance that keeps a warm copy, while the keeper does not answer. */
    STANDBY;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Source whole(OptionalLong behind) {
    return new Source(Kind.WHOLE, behind);
  }

  static Source keeper(OptionalLong behind) {
    return new Source(Kind.KEEPER, behind);
  }

  static Source copy(long behind) {
    return new Source(Kind.STANDBY, OptionalLong.of(behind));
  }

  /** Both together. */
  Source and(Source other) {
    OptionalLong most =
        behind.isEmpty() || other.behind.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(Math.max(behind.getAsLong(), other.behind.getAsLong()));
    return new Source(kind.compareTo(other.kind) >= 0 ? kind : other.kind, most);
  }

  /** As it stands in the header. */
  String text() {
    return kind.code() + (behind.isPresent() ? " " + behind.getAsLong() : "");
  }

  /** Of an instance of another version that tells nothing: its own, and nothing is known. */
  static Source parse(String text) {
    Matcher found = TEXT.matcher(text);
    if (found.matches()) {
      for (Kind kind : Kind.values()) {
        if (kind.code().equals(found.group(1))) {
          return new Source(
              kind,
              found.group(2) == null
                  ? OptionalLong.empty()
                  : OptionalLong.of(Long.parseLong(found.group(2))));
        }
      }
    }
    return keeper(OptionalLong.empty());
  }
}
