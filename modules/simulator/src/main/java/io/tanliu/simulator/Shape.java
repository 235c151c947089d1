// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import java.time.LocalDate;

/** How a load moves over day, week and year; each factor is about 1 on average. */
@SuppressWarnings("ImmutableEnumChecker") // the tables are private and never written
enum Shape {
  /** Round the clock, as kilns and furnaces are. */
  CONTINUOUS(
      new double[] {
        .97, .97, .96, .96, .97, .98, 1.0, 1.01, 1.02, 1.03, 1.03, 1.02,
        1.01, 1.02, 1.03, 1.03, 1.02, 1.02, 1.01, 1.01, 1.0, .99, .98, .97
      },
      new double[] {1, 1, 1, 1, 1, 1, 1},
      new double[] {.99, .95, 1.0, 1.01, 1.01, 1.0, 1.01, 1.01, 1.0, 1.0, 1.01, 1.01},
      .02),
  /** Two shifts and a thinner Sunday. */
  SHIFTS(
      new double[] {
        .62, .58, .56, .56, .58, .66, .85, 1.08, 1.24, 1.30, 1.30, 1.22,
        1.12, 1.22, 1.28, 1.28, 1.24, 1.20, 1.16, 1.14, 1.10, 1.02, .90, .74
      },
      new double[] {1.03, 1.03, 1.03, 1.03, 1.03, 1.0, .85},
      new double[] {.99, .90, 1.0, 1.01, 1.01, 1.02, 1.03, 1.03, 1.01, 1.0, 1.0, 1.0},
      .04),
  /** Off-peak first: works when electricity is cheap. */
  NIGHT(
      new double[] {
        1.28, 1.30, 1.30, 1.30, 1.28, 1.22, 1.08, .92, .78, .74, .74, .80,
        .92, .94, .84, .78, .74, .72, .72, .76, .84, .98, 1.16, 1.24
      },
      new double[] {1, 1, 1, 1, 1, 1, 1},
      new double[] {1.0, .95, 1.0, 1.01, 1.01, 1.0, 1.01, 1.01, 1.0, 1.0, 1.0, 1.0},
      .03),
  /** Cooling on top of a constant load. */
  COOLED(
      new double[] {
        .96, .95, .95, .94, .94, .95, .96, .98, 1.0, 1.02, 1.03, 1.05,
        1.06, 1.06, 1.06, 1.05, 1.04, 1.03, 1.02, 1.01, 1.0, .99, .98, .97
      },
      new double[] {1.01, 1.01, 1.01, 1.01, 1.01, .98, .97},
      new double[] {.95, .95, .97, .99, 1.02, 1.05, 1.07, 1.07, 1.03, 1.0, .96, .94},
      .015),
  /** More in winter, as heat is. */
  WARMING(
      new double[] {
        .96, .96, .96, .97, 1.0, 1.04, 1.08, 1.08, 1.05, 1.02, 1.0, .98,
        .97, .97, .98, .98, .99, 1.0, 1.02, 1.03, 1.02, 1.0, .98, .96
      },
      new double[] {1.01, 1.01, 1.01, 1.01, 1.01, 1.0, .95},
      new double[] {1.07, 1.04, 1.03, 1.0, .98, .96, .94, .94, .97, 1.0, 1.03, 1.06},
      .03),
  /** Photovoltaics: nothing at night, clouds by the day. */
  SOLAR(
      new double[] {
        0, 0, 0, 0, 0, .05, .35, .95, 1.65, 2.35, 2.85, 3.10, 3.10, 2.85, 2.35, 1.70, 1.0, .40, .05,
        0, 0, 0, 0, 0
      },
      new double[] {1, 1, 1, 1, 1, 1, 1},
      new double[] {.70, .75, .85, 1.0, 1.10, 1.10, 1.25, 1.20, 1.10, 1.0, .85, .75},
      .10);

  /** Share by which whole days differ: weather, orders. */
  private static final double DAY_SPREAD = .03;

  private static final double CLOUDS = .30;

  private final double[] hours;
  private final double[] week;
  private final double[] months;
  private final double spread;

  Shape(double[] hours, double[] week, double[] months, double spread) {
    this.hours = hours;
    this.week = week;
    this.months = months;
    this.spread = spread;
  }

  /**
   * Load relative to the typical one, 0 to {@link #peak}.
   *
   * @param seed of the noise
   * @param time epoch milliseconds
   * @param step length of the time over which the noise is constant, milliseconds
   */
  double at(long seed, long time, long step) {
    long day = Times.day(time);
    double position = (double) Times.ofDay(time) / Times.HOUR;
    int hour = (int) position;
    double part = position - hour;
    double ofDay = hours[hour] * (1 - part) + hours[(hour + 1) % 24] * part;
    double days = 1 + (this == SOLAR ? CLOUDS : DAY_SPREAD) * Noise.signed(seed, day);
    double noise = 1 + spread * Noise.signed(seed, Math.floorDiv(time, step) ^ 0x5DEECE66DL);
    return ofDay * week[(int) Math.floorMod(day + 3, 7L)] * season(day) * days * noise;
  }

  /** A bound of the load relative to the typical one. */
  double peak() {
    return this == SOLAR ? 6 : 2;
  }

  private double season(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    int month = date.getMonthValue() - 1;
    double part = (double) (date.getDayOfMonth() - 1) / date.lengthOfMonth();
    return months[month] * (1 - part) + months[(month + 1) % 12] * part;
  }
}
