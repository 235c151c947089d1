// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

/**
 * What simulated stations have sent.
 *
 * @param observations in answered requests over HTTP
 * @param accepted of them, those that the gateway took
 * @param packets of HJ 212 that were answered
 */
public record StationProgress(long observations, long accepted, long packets) {}
