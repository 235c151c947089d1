// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The wire side of the door for devices that speak HJ 212: connections, their limits, and requests
 * to devices. It knows nothing of units and readings, which the gateway adds through {@link
 * io.tanliu.gateway.hj212.PacketSink}.
 */
package io.tanliu.gateway.hj212;
