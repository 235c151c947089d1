// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.client.Delivery;
import java.util.List;

/**
 * Readings as they came in together, to be stored.
 *
 * @param unit unit id
 * @param kind what the gateway is to do with them
 * @param origin which way they came: {@code http} or {@code folder}
 * @param key idempotency key of their sender; null: none
 * @param digest SHA-256 of what was sent, hexadecimal
 * @param parts the readings, in parts of a size that one request can have
 */
record Parcel(
    String unit, Delivery.Kind kind, String origin, String key, String digest, List<Part> parts) {

  /**
   * Some of the readings.
   *
   * @param readings how many
   * @param body a JSON object as the gateway takes it per line, compressed
   */
  record Part(int readings, Packed body) {
    static Part of(List<String> lines) {
      return new Part(lines.size(), new Packed(Lines.gzip(Lines.plain(lines))));
    }
  }

  int readings() {
    return parts.stream().mapToInt(Part::readings).sum();
  }
}
