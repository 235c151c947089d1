// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

/**
 * That somebody deals with an episode.
 *
 * @param by who
 * @param at log time, epoch milliseconds
 * @param note what that person wrote; empty without
 * @param rank how bad it was at that time, see {@link Phase#rank}
 */
public record Acknowledgement(String by, long at, String note, int rank) {}
