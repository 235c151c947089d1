// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A session with a broker as its client, in MQTT 3.1.1 or 5; what messages mean is not known here.
 */
package io.tanliu.net.mqtt;
