// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

/** The stored reading rows of one unit, by the start of their minute. */
public interface ReadingRows {
  /** The row, or null; it belongs to the caller. */
  ReadingRow get(long start);

  /** Stores a row; an empty one is deleted. */
  void put(long start, ReadingRow row);

  /** Visits the rows that start in {@code [from, to)}, oldest first. */
  void forward(long from, long to, Visitor visitor);

  /** Visits the rows that start in {@code [from, to)}, newest first. */
  void backward(long from, long to, Visitor visitor);

  /** Takes rows one after another; must not store any meanwhile. */
  @FunctionalInterface
  interface Visitor {
    /** Takes a row; true to see the next one. */
    boolean visit(long start, ReadingRow row);
  }
}
