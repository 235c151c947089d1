// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

/**
 * The two ends of what is kept of a point.
 *
 * @param last newest reading: what arrives in order needs no other neighbour
 * @param anchor time of the oldest kept reading, the neighbour of the first one inside the horizon
 */
public record PointTail(Sample last, long anchor) {}
