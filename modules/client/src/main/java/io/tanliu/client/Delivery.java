// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.util.Map;

/**
 * One request with readings.
 *
 * @param label what it holds, for messages, e.g. {@code rows 1-2000}
 * @param unit unit id
 * @param kind what is done with the readings
 * @param contentType type of the body
 * @param gzip true when the body is compressed
 * @param body body, which can be sent again
 * @param key idempotency key: a repeat with it is harmless
 * @param headers more headers by their names
 */
public record Delivery(
    String label,
    String unit,
    Kind kind,
    String contentType,
    boolean gzip,
    BodyPublisher body,
    String key,
    Map<String, String> headers) {

  public Delivery {
    headers = Map.copyOf(headers);
  }

  /** A request without further headers. */
  public Delivery(
      String label,
      String unit,
      Kind kind,
      String contentType,
      boolean gzip,
      BodyPublisher body,
      String key) {
    this(label, unit, kind, contentType, gzip, body, key, Map.of());
  }

  /** What a gateway does with the readings of a request. */
  public enum Kind {
    /** It enters them as reported by meters. */
    LIVE("readings"),
    /** It enters them as history, which may be older than the correction horizon. */
    BACKFILL("readings?mode=backfill"),
    /** It enters them as changed by hand; the body names author and reason. */
    EDIT("edits");

    private final String path;

    Kind(String path) {
      this.path = path;
    }

    String path() {
      return path;
    }
  }
}
