// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

/**
 * What a partition waits for: a notice that could not be delivered yet.
 *
 * @param offset of the notice
 * @param noticeAt its moment, epoch milliseconds
 * @param attempts that have failed
 * @param retryAt wall clock of the next attempt, epoch milliseconds
 * @param answer of the last attempt
 */
record Trouble(long offset, long noticeAt, int attempts, long retryAt, String answer) {}
