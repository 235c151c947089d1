// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

/**
 * What goes wrong with one unit, or with one of its points, again and again at seeded times.
 *
 * @param kind what goes wrong
 * @param unit id of the unit
 * @param point id of the point; empty when the whole unit is hit
 * @param seed decides the times
 */
public record Fault(Kind kind, String unit, String point, long seed) {

  /** Kinds of faults, with how often and how long they happen. */
  public enum Kind {
    /** The unit is cut off; what it measured is sent two hours after it is back (断线补传). */
    OFFLINE(10 * Times.DAY, 7 * Times.HOUR),
    /** Every reading is sent twice for a day (重复上报). */
    DUPLICATE(5 * Times.DAY, Times.DAY),
    /** Readings are too low and are corrected two days later (数据更正). */
    CORRECTED(7 * Times.DAY, 3 * Times.HOUR),
    /** A point repeats one value (数值卡死). */
    STUCK(14 * Times.DAY, 12 * Times.HOUR),
    /** A meter is replaced; its counter starts from 0 (换表). */
    REPLACED(180 * Times.DAY, Times.HOUR),
    /** A reading is stamped ten years ahead, refused, and sent again (时钟超前). */
    CLOCK_AHEAD(Times.DAY, Times.HOUR),
    /** A one-way point sends a negative value, refused, and sends again (负值). */
    NEGATIVE(Times.DAY, Times.HOUR),
    /** A value is ten times the rated one, refused, and sent again (突变超量程). */
    SPIKE(Times.DAY, Times.HOUR),
    /** A point sends nothing, and never will (缺数). */
    GAP(6 * Times.DAY, 5 * Times.HOUR),
    /** A stack monitor shows a fifth too little, all the time (监测仪偏低). */
    READS_LOW(Times.DAY, Times.DAY),
    /** Three fifths more than usual are truly used for some hours (用能突增). */
    SURGE(9 * Times.DAY, 8 * Times.HOUR);

    private final long period;
    private final long length;

    Kind(long period, long length) {
      this.period = period;
      this.length = length;
    }

    /** True when the fault hits all points of its unit. */
    boolean ofUnit() {
      return this == OFFLINE || this == DUPLICATE;
    }
  }

  /** Start of the newest occurrence that began at the time or before it. */
  long latest(long time) {
    long block = Math.floorDiv(time, kind.period);
    long start = start(block);
    return start <= time ? start : start(block - 1);
  }

  /** True when the time lies in an occurrence. */
  boolean active(long time) {
    return time < end(time);
  }

  /** End of the newest occurrence that began at the time or before it. */
  long end(long time) {
    return latest(time) + kind.length;
  }

  private long start(long block) {
    long room = (kind.period - kind.length) / Times.HOUR;
    return block * kind.period + (room == 0 ? 0 : Noise.below(seed, block, room)) * Times.HOUR;
  }
}
