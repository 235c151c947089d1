// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.time.Granularity;

/** The stored windows of one entity. */
public interface WindowRows {
  /** The row; {@link WindowRow#EMPTY} when there is none. */
  WindowRow get(Granularity granularity, long start);

  /** Stores a row. */
  void put(Granularity granularity, long start, WindowRow row);
}
