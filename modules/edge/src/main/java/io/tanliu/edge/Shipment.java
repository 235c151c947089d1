// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.client.Delivery;
import java.util.Map;
import java.util.Optional;

/**
 * Stored readings as one request to the gateway. Its bytes, key and seal are stored before it is
 * sent for the first time, so that every repeat is the same request.
 *
 * @param id number of it
 * @param unit unit id
 * @param kind what the gateway is to do with the readings
 * @param key idempotency key
 * @param readings how many
 * @param body the compressed body
 * @param seal header that seals it, if any
 * @param fresh true when it was sealed just now: it was never sent with this seal
 */
record Shipment(
    long id,
    String unit,
    Delivery.Kind kind,
    String key,
    int readings,
    Packed body,
    Optional<Map.Entry<String, String>> seal,
    boolean fresh) {

  /** The same under its number, with a seal of just now. */
  Shipment with(long number, Optional<Map.Entry<String, String>> sealed) {
    return new Shipment(number, unit, kind, key, readings, body, sealed, sealed.isPresent());
  }

  /** A reading that the gateway refused. */
  record Rejected(String reading, String code, String field, String value, String expected) {}

  /** What the gateway said to it. */
  record Answer(String frame, long accepted, long rejectedCount) {}
}
