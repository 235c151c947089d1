// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.avro.EntityWindow;
import java.util.List;

/** Reads windows wherever they are kept. */
interface WindowReader {
  /**
   * The windows of each scan, in the order of the scans. A window that does not exist is left out.
   *
   * @throws Problem 503 when a store is being filled or moved, or its instance does not answer
   */
  List<List<EntityWindow>> read(List<WindowScan> scans);
}
