// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A second look at what the ledger has published: each hour of a region must be the sum of its
 * units' hours. It reads the published windows and the register, and nothing of the ledger's own.
 */
package io.tanliu.topology.audit;
