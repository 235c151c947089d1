// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import io.tanliu.domain.alert.Level;

/**
 * Where an alert stands.
 *
 * @param state where it is
 * @param severity what was told; of a pending alert what it would be, of a resolved one the last
 * @param fired true when the open episode has been firing, and not only without data
 * @param episode number of the episode, from 1; 0 before the first
 * @param episodeStart event time at which its condition began, epoch milliseconds; 0 before
 */
public record Phase(
    AlertState state, Level severity, boolean fired, int episode, long episodeStart) {
  /** Before anything happened. */
  public static final Phase START = new Phase(AlertState.RESOLVED, Level.WARNING, false, 0, 0);

  /** How bad it is: 0 no data alone, 1 warning, 2 critical. What is worse is acknowledged anew. */
  public int rank() {
    if (!fired) {
      return 0;
    }
    return severity == Level.CRITICAL ? 2 : 1;
  }

  Phase to(AlertState next) {
    return new Phase(next, severity, fired, episode, episodeStart);
  }

  Phase to(AlertState next, Level told) {
    return new Phase(next, told, fired, episode, episodeStart);
  }

  Phase begin(AlertState next, Level told, boolean firing, long start) {
    return new Phase(next, told, firing, episode + 1, start);
  }

  Phase numbered(int last) {
    return new Phase(state, severity, fired, last, episodeStart);
  }

  Phase resolved() {
    return new Phase(AlertState.RESOLVED, severity, false, episode, episodeStart);
  }
}
