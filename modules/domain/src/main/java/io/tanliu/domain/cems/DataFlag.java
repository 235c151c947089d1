// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a value says about itself (数据标记), by the letters of HJ 212-2017, 6.6.4. Only {@link #NORMAL}
 * is a measurement: everything else is kept and never averaged.
 */
public enum DataFlag {
  /** 正常. */
  NORMAL('N'),
  /** Instrument out of operation (监测仪器停运). */
  STOPPED('F'),
  /** Maintenance (维护). */
  MAINTENANCE('M'),
  /** Set by hand (手工输入的设定值): a number, but none that was measured. */
  MANUAL('S'),
  /** Fault (故障). */
  FAULT('D'),
  /** Calibration (校准). */
  CALIBRATION('C'),
  /** Above the upper end of the range (超过测量上限). */
  ABOVE_RANGE('T'),
  /** Communication with the instrument failed (通讯异常). */
  NO_CONNECTION('B');

  private final char letter;

  DataFlag(char letter) {
    this.letter = letter;
  }

  /** The letter in messages. */
  public char letter() {
    return letter;
  }

  /** True for a value that was measured and may enter a mean. */
  public boolean measured() {
    return this == NORMAL;
  }

  /** The flag with that letter. */
  public static Optional<DataFlag> of(String letter) {
    return Arrays.stream(values())
        .filter(flag -> letter.length() == 1 && flag.letter == letter.charAt(0))
        .findFirst();
  }
}
