// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Does the ledger say what the oracle says, when processes are killed, and however the input
 * arrives? Real brokers, real processes, seeded input.
 */
package io.tanliu.benchmarks.exact;
