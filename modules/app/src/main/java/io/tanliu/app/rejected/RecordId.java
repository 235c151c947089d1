// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record stands in its topic, which never changes: {@code partition-offset}.
 *
 * @param partition from 0
 * @param offset from 0
 */
public record RecordId(int partition, long offset) implements Comparable<RecordId> {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})-(\\d{1,18})");
  private static final Comparator<RecordId> ORDER =
      Comparator.comparingInt(RecordId::partition).thenComparingLong(RecordId::offset);

  /**
   * Reads {@code partition-offset}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static RecordId of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "id: " + text + " (expected: partition-offset, e.g. 3-1204)");
    }
    return new RecordId(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  @Override
  public int compareTo(RecordId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}
