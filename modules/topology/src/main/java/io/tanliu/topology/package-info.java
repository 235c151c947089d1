// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The ledger topology: wiring, and processors that get state, ask the domain, put state and
 * forward.
 *
 * <p>What a figure means is decided in {@code io.tanliu.domain}; nothing here computes one.
 */
package io.tanliu.topology;
