// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.net.mqtt;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A message that came, whatever the version.
 *
 * @param payload as sent; nobody changes it
 * @param responseTopic where its publisher wants the receipt; MQTT 5 only
 * @param correlation what the receipt has to carry; MQTT 5 only
 * @param key user property {@code idempotency-key}; MQTT 5 only
 * @param acknowledge tells the broker that it need not come again; does nothing at QoS 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record MqttMessage(
    String topic,
    byte[] payload,
    Optional<String> responseTopic,
    Optional<ByteBuffer> correlation,
    Optional<String> key,
    Runnable acknowledge) {}
