// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.client.Delivery;
import java.util.ArrayList;
import java.util.List;

/**
 * Readings as they came in together, to be stored.
 *
 * @param unit unit id
 * @param kind what the gateway is to do with them
 * @param origin which way they came: {@code http}, {@code folder} or {@code mqtt}
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

    /** In parts of this many readings. */
    static List<Part> split(List<String> lines, int size) {
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < lines.size(); i += size) {
        parts.add(of(lines.subList(i, Math.min(i + size, lines.size()))));
      }
      return parts;
    }
  }

  int readings() {
    return parts.stream().mapToInt(Part::readings).sum();
  }
}
