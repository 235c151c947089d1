// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems, up to a limit, so that one run names them all. */
final class Problems {
  static final int LIMIT = 500;
  private static final int SHOWN = 80;

  private final List<Problem> found = new ArrayList<>();
  private int dropped;

  void add(Place place, String field, String value, String expected) {
    if (found.size() == LIMIT) {
      dropped++;
      return;
    }
    found.add(
        new Problem(place.file(), place.line(), place.column(), field, shorten(value), expected));
  }

  private static String shorten(String value) {
    String line = value.replaceAll("\\p{Cc}", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** All problems by place; those of one file stay together in the order in which files came. */
  List<Problem> all() {
    List<String> files = found.stream().map(Problem::file).distinct().toList();
    List<Problem> all = new ArrayList<>(found);
    all.sort(
        Comparator.comparingInt((Problem p) -> files.indexOf(p.file()))
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column));
    if (dropped > 0) {
      all.add(new Problem("…", 0, 0, "", dropped + " more problems", "those above to be mended"));
    }
    return all;
  }
}
