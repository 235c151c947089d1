// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Lines by name: flows ({@code electricity:bought}) and derived quantities ({@code tce}). A line
 * that comes back to zero disappears, so that a retraction leaves no trace.
 */
public final class Lines {
  private final TreeMap<String, Line> byName = new TreeMap<>();

  /** Adds to one line. */
  public void add(String name, Line line) {
    if (!line.isZero()) {
      byName.merge(name, line, (a, b) -> zeroAsNull(a.plus(b)));
    }
  }

  /** Adds all lines of another. */
  public void add(Lines other) {
    other.byName.forEach(this::add);
  }

  private static Line zeroAsNull(Line line) {
    return line.isZero() ? null : line;
  }

  /** One line; zero when absent. */
  public Line get(String name) {
    return byName.getOrDefault(name, Line.ZERO);
  }

  /** The same lines with opposite sign. */
  public Lines negated() {
    Lines result = new Lines();
    byName.forEach((name, line) -> result.byName.put(name, line.negated()));
    return result;
  }

  /** A copy that changes on its own. */
  public Lines copy() {
    Lines result = new Lines();
    result.byName.putAll(byName);
    return result;
  }

  /** Visits the lines in the order of their names. */
  public void forEach(BiConsumer<String, Line> visitor) {
    byName.forEach(visitor);
  }

  /** Read-only view, ordered by name. */
  public SortedMap<String, Line> asMap() {
    return Collections.unmodifiableSortedMap(byName);
  }

  /** True when there is no line. */
  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /** Number of lines. */
  public int size() {
    return byName.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lines lines && byName.equals(lines.byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode();
  }

  @Override
  public String toString() {
    return byName.toString();
  }
}
