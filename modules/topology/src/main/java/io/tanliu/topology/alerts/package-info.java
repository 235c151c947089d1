// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The life of alerts: what rules find, what people ask and what was set come in, what is to be told
 * goes out. An application of its own, so that every rule, wherever it is judged, lives the same
 * life.
 */
package io.tanliu.topology.alerts;
