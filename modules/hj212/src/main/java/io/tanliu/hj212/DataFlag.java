// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.Optional;

/**
 * What the instrument says about its value: {@code xxx-Flag} (数据标记).
 *
 * <p>Sources: HJ 212-2017 table 8; for HJ/T 212-2005 the list at {@code xxx-Flag} in its field
 * table. The table of HJ 212-2025 was not at hand; its published packets use these letters.
 */
public enum DataFlag {
  /** Works normally (在线监控仪器仪表工作正常). */
  NORMAL('N', true, true),
  /** Not running (停运). */
  STOPPED('F', true, true),
  /** Under maintenance (处于维护期间产生的数据). */
  MAINTENANCE('M', true, true),
  /** A value set by hand (手工输入的设定值). */
  SET_BY_HAND('S', true, true),
  /** Fault (故障). */
  FAULT('D', true, true),
  /** Calibrating (处于校准状态). */
  CALIBRATION('C', true, true),
  /** Above the measuring range (采样数值超过测量上限). */
  OVER_RANGE('T', true, true),
  /** Communication with the data logger disturbed (通讯异常). */
  COMMUNICATION('B', false, true),
  /** Power failure (电源故障), HJ/T 212-2005 only. */
  POWER_FAILURE('P', true, false),
  /** Air station, HJ/T 212-2005 only: calibration data (校准数据). */
  AIR_CALIBRATION('0', true, false),
  /** Air station, HJ/T 212-2005 only: meteorological parameter (气象参数). */
  AIR_METEOROLOGY('1', true, false),
  /** Air station, HJ/T 212-2005 only: abnormal data (异常数据). */
  AIR_ABNORMAL('2', true, false),
  /** Air station, HJ/T 212-2005 only: normal data (正常数据). */
  AIR_NORMAL('3', true, false);

  private final char letter;
  private final boolean in2005;
  private final boolean since2017;

  DataFlag(char letter, boolean in2005, boolean since2017) {
    this.letter = letter;
    this.in2005 = in2005;
    this.since2017 = since2017;
  }

  /** The character on the wire. */
  public char letter() {
    return letter;
  }

  /** Whether the revision knows this flag. */
  public boolean in(Version version) {
    return version == Version.V2005 ? in2005 : since2017;
  }

  /** The flag of this character in this revision; nothing when it has none. */
  public static Optional<DataFlag> of(char letter, Version version) {
    DataFlag found =
        switch (letter) {
          case 'N' -> NORMAL;
          case 'F' -> STOPPED;
          case 'M' -> MAINTENANCE;
          case 'S' -> SET_BY_HAND;
          case 'D' -> FAULT;
          case 'C' -> CALIBRATION;
          case 'T' -> OVER_RANGE;
          case 'B' -> COMMUNICATION;
          case 'P' -> POWER_FAILURE;
          case '0' -> AIR_CALIBRATION;
          case '1' -> AIR_METEOROLOGY;
          case '2' -> AIR_ABNORMAL;
          case '3' -> AIR_NORMAL;
          default -> null;
        };
    return found == null || !found.in(version) ? Optional.empty() : Optional.of(found);
  }
}
