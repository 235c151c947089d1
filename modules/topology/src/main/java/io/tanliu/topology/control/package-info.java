// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Lamps, intensities, shares, forecasts and findings of an entity: what the ledger has published,
 * held against targets and reports. An application of its own beside the ledger.
 */
package io.tanliu.topology.control;
