// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Truths to test against: an oracle that computes the ledger slowly and plainly from the sorted
 * list of all readings, random histories, and factors that need no files.
 */
package io.tanliu.testkit;
