// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.util.List;
import java.util.OptionalLong;

/** The stored reading rows of one unit, by start of the base bucket. */
public interface ReadingRows {
  /** The row, or null. */
  ReadingRow get(long bucket);

  /** Stores a row; an empty one is deleted. */
  void put(long bucket, ReadingRow row);

  /** Buckets of the stored rows in {@code [from, to)}, in order. */
  List<Long> between(long from, long to);

  /** Nearest stored row before a bucket and not before {@code oldest}. */
  OptionalLong before(long bucket, long oldest);

  /** Nearest stored row after a bucket and not after {@code newest}. */
  OptionalLong after(long bucket, long newest);
}
