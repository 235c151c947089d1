// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.reading.Reading;

/**
 * A reading that counts.
 *
 * @param backfilled it came as history from beyond the horizon: no estimate rests on it
 * @param edited it was entered by hand: only another edit changes it
 */
public record Kept(Reading reading, boolean backfilled, boolean edited) {
  long time() {
    return reading.time();
  }

  boolean says(Reading other) {
    return reading.decimal().compareTo(other.decimal()) == 0;
  }
}
