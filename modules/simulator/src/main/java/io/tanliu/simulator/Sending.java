// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

/**
 * One reading on its way.
 *
 * @param at when it is sent, epoch milliseconds
 * @param meter where it was read
 * @param time its time stamp, epoch milliseconds
 * @param value unscaled number
 */
record Sending(long at, Meter meter, long time, long value) {}
