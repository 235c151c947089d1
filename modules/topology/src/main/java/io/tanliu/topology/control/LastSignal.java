// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.domain.alert.Level;
import io.tanliu.topology.state.StateReader;
import io.tanliu.topology.state.StateWriter;

/**
 * What a signal said last.
 *
 * @param level the level
 * @param noData whether nothing could be said
 * @param closed whether it was the last one
 * @param since from when the level held, epoch milliseconds; 0 with NONE
 * @param at up to when the data reached, epoch milliseconds
 * @param step number of the day or hour that was told; 0 when steps are not told
 */
record LastSignal(Level level, boolean noData, boolean closed, long since, long at, long step) {
  private static final int VERSION = 1;

  /** True when nothing but the event time is new. */
  boolean repeats(LastSignal before) {
    return level == before.level
        && noData == before.noData
        && closed == before.closed
        && since == before.since
        && step == before.step;
  }

  byte[] encode() {
    return new StateWriter(VERSION)
        .text(level.name())
        .number(noData ? 1 : 0)
        .number(closed ? 1 : 0)
        .number(since)
        .number(at)
        .number(step)
        .bytes();
  }

  static LastSignal decode(byte[] bytes) {
    StateReader in = new StateReader(bytes, VERSION, VERSION);
    return new LastSignal(
        Level.valueOf(in.text()),
        in.number() == 1,
        in.number() == 1,
        in.number(),
        in.number(),
        in.number());
  }
}
