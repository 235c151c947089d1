// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.List;

/** Reads windows as they are stored: Avro in the registry's wire format. */
interface RawWindows {
  /**
   * The values of each scan, in the order of the scans.
   *
   * @param copies also from a warm copy, which may lag behind the instance that keeps the key
   * @throws Problem 421 when a key is not kept here, 503 when its store is being filled or moved
   */
  Held read(List<WindowScan> scans, boolean copies);
}
