// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The MQTT door: a client of the enterprise's or office's broker. It knows topics, sessions and
 * Sparkplug B; what is done with readings stands behind {@link io.tanliu.gateway.mqtt.Intake}.
 */
package io.tanliu.gateway.mqtt;
