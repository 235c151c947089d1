// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.edge.Shipment.Rejected;
import java.util.List;
import java.util.Optional;

/**
 * A message of a broker.
 *
 * @param unit unit id, as its topic names it
 * @param id what a repeat has too: its sender's key, else the SHA-256 of topic and payload
 * @param digest SHA-256 of the payload, hexadecimal
 * @param readings a JSON object each; empty when it cannot be used
 * @param defect why it cannot be used; when it can, what is said when its key was used for another
 *     payload
 */
record Heard(
    String unit, String id, String digest, Optional<List<String>> readings, Rejected defect) {

  /** What became of messages that came together. */
  record Outcome(int stored, int repeated, int rejected) {}
}
