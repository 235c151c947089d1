// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.Optional;

/** Which checksum a frame carries, and in which order its two bytes are written. */
public enum CrcKind {
  /** HJ 212 annex A, high byte first: the only one that the standard knows. */
  HJ,
  /** HJ 212 annex A, low byte first. */
  HJ_SWAPPED,
  /** CRC-16/MODBUS, high byte first. */
  MODBUS,
  /** CRC-16/MODBUS, low byte first, as it stands on a Modbus line. */
  MODBUS_SWAPPED;

  /** The four hex digits' value for {@code bytes[from, to)}: 0 to 0xFFFF. */
  public int of(byte[] bytes, int from, int to) {
    return switch (this) {
      case HJ -> Crc.hj(bytes, from, to);
      case HJ_SWAPPED -> swapped(Crc.hj(bytes, from, to));
      case MODBUS -> Crc.modbus(bytes, from, to);
      case MODBUS_SWAPPED -> swapped(Crc.modbus(bytes, from, to));
    };
  }

  /** The first of these whose checksum is the one stated. */
  static Optional<CrcKind> find(int stated, byte[] bytes, int from, int to) {
    int hj = Crc.hj(bytes, from, to);
    if (stated == hj) {
      return Optional.of(HJ);
    }
    if (stated == swapped(hj)) {
      return Optional.of(HJ_SWAPPED);
    }
    int modbus = Crc.modbus(bytes, from, to);
    if (stated == modbus) {
      return Optional.of(MODBUS);
    }
    return stated == swapped(modbus) ? Optional.of(MODBUS_SWAPPED) : Optional.empty();
  }

  private static int swapped(int crc) {
    return ((crc & 0xFF) << 8) | (crc >> 8);
  }
}
