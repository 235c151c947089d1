// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import java.util.List;

/** A document with the place of every part of it. */
sealed interface Tree {
  Place place();

  /** The value as short text for messages. */
  String shown();

  /** A value as written, quotes removed; numbers are not yet read, so they lose nothing. */
  record Scalar(Place place, String text, boolean plain) implements Tree {
    /** True for an unquoted nothing, {@code null} or {@code ~}. */
    boolean isNull() {
      return plain && (text.isEmpty() || text.equalsIgnoreCase("null") || text.equals("~"));
    }

    @Override
    public String shown() {
      return text;
    }
  }

  /** A list. */
  record Items(Place place, List<Tree> items) implements Tree {
    @Override
    public String shown() {
      return "a list";
    }
  }

  /** Name and value of a mapping. */
  record Entry(Scalar name, Tree value) {}

  /** A mapping, in the order of the text, with duplicates. */
  record Mapping(Place place, List<Entry> entries) implements Tree {
    @Override
    public String shown() {
      return "a mapping";
    }
  }
}
