// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.quantity.Quantities;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Lines by name: flows ({@code electricity:bought}) and derived quantities ({@code tce}). A line
 * that comes back to zero disappears, so that a retraction leaves no trace.
 *
 * <p>Sorted arrays: there are about ten lines, and they are copied and added with every change of
 * every window.
 */
public final class Lines {
  /** A dozen amounts of at most this fit into one. */
  private static final long SAFE = Long.MAX_VALUE / 16;

  private String[] names;
  private Line[] lines;
  private int size;

  /** No lines. */
  public Lines() {
    this(new String[8], new Line[8], 0);
  }

  private Lines(String[] names, Line[] lines, int size) {
    this.names = names;
    this.lines = lines;
    this.size = size;
  }

  /** Adds to one line. */
  public void add(String name, Line line) {
    if (line.isZero()) {
      return;
    }
    int index = Arrays.binarySearch(names, 0, size, name);
    if (index < 0) {
      insert(-index - 1, name, line);
      return;
    }
    Line sum = lines[index].plus(line);
    if (sum.isZero()) {
      remove(index);
    } else {
      lines[index] = sum;
    }
  }

  private void insert(int index, String name, Line line) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2 + 4);
      lines = Arrays.copyOf(lines, size * 2 + 4);
    }
    System.arraycopy(names, index, names, index + 1, size - index);
    System.arraycopy(lines, index, lines, index + 1, size - index);
    names[index] = name;
    lines[index] = line;
    size++;
  }

  private void remove(int index) {
    size--;
    System.arraycopy(names, index + 1, names, index, size - index);
    System.arraycopy(lines, index + 1, lines, index, size - index);
    names[size] = null;
    lines[size] = null;
  }

  /**
   * Adds all lines of another.
   *
   * @throws ArithmeticException on overflow; then nothing was added
   */
  @SuppressWarnings("ReferenceEquality")
  public void add(Lines other) {
    String[] sumNames = new String[size + other.size];
    Line[] sums = new Line[size + other.size];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < size || j < other.size) {
      int order;
      if (i == size || j == other.size) {
        order = i == size ? 1 : -1;
      } else {
        // Names are mostly the same objects.
        order = names[i] == other.names[j] ? 0 : names[i].compareTo(other.names[j]);
      }
      Line sum;
      if (order == 0) {
        sum = lines[i].plus(other.lines[j++]);
      } else {
        sum = order < 0 ? lines[i] : other.lines[j];
      }
      String name = order <= 0 ? names[i++] : other.names[j++];
      if (!sum.isZero()) {
        sumNames[n] = name;
        sums[n++] = sum;
      }
    }
    names = sumNames;
    lines = sums;
    size = n;
  }

  /**
   * Makes sure that sums of lines fit too: totals have no line of their own.
   *
   * @throws ArithmeticException when one does not
   */
  void checkTotals() {
    for (int i = 0; i < size; i++) {
      long amount = lines[i].amount();
      if (amount > SAFE || amount < -SAFE) {
        Shares.total(this, Quantities.TCE);
        Shares.total(this, Quantities.CO2E);
        return;
      }
    }
  }

  /** One line; zero when absent. */
  public Line get(String name) {
    int index = Arrays.binarySearch(names, 0, size, name);
    return index < 0 ? Line.ZERO : lines[index];
  }

  /** The same lines with opposite sign. */
  public Lines negated() {
    Lines result = copy();
    for (int i = 0; i < size; i++) {
      result.lines[i] = lines[i].negated();
    }
    return result;
  }

  /** A copy that changes on its own. */
  public Lines copy() {
    return new Lines(names.clone(), lines.clone(), size);
  }

  /** Visits the lines in the order of their names. */
  public void forEach(BiConsumer<String, Line> visitor) {
    for (int i = 0; i < size; i++) {
      visitor.accept(names[i], lines[i]);
    }
  }

  /** Number of lines. */
  public int size() {
    return size;
  }

  /** True when there is no line. */
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lines that
        && Arrays.equals(names, 0, size, that.names, 0, that.size)
        && Arrays.equals(lines, 0, size, that.lines, 0, that.size);
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = 0; i < size; i++) {
      hash += names[i].hashCode() ^ lines[i].hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach((name, line) -> text.append(name).append('=').append(line).append(' '));
    return text.toString().stripTrailing() + "}";
  }
}
