// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

/** The true flow through a meter, before any fault. */
sealed interface Load {

  /**
   * Flow at a moment, in the point's physical unit per hour; 0 or more.
   *
   * @param time epoch milliseconds
   * @param step over which the noise is constant, milliseconds
   */
  double at(long time, long step);

  /** A load of its own. */
  record Own(long seed, double typical, Shape shape) implements Load {
    @Override
    public double at(long time, long step) {
      return typical * shape.at(seed, time, step);
    }
  }

  /** A part of another load, as a sub-meter sees it, off by at most 1 %. */
  record Part(long seed, Load whole, double share) implements Load {
    private static final double ERROR = .01;

    @Override
    public double at(long time, long step) {
      return share * whole.at(time, step) * (1 + ERROR * Noise.signed(seed, time / step));
    }
  }
}
