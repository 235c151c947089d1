// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Observations of stations and stack monitors in; hourly and daily means, masses, events, the
 * completeness of networks, and readings of measured carbon dioxide out. Beside the ledger, with
 * which it shares nothing but the topics.
 */
package io.tanliu.topology.station;
