// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

/**
 * The checksums that are met on the wire, over the data segment.
 *
 * <p>HJ 212 annex A shifts the register right by eight <em>before</em> it takes the next byte in,
 * so the lower half of the register is forgotten with every byte: the checksum has only 256 values,
 * and one damaged frame in 256 passes it. Length and structure are therefore checked as strictly as
 * the checksum. Modbus takes the byte into the whole register; devices that do so are met in the
 * field.
 */
public final class Crc {
  private static final int POLYNOMIAL = 0xA001;
  private static final char[] TABLE = new char[256];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ POLYNOMIAL;
      }
      TABLE[i] = (char) crc;
    }
  }

  private Crc() {}

  /** The checksum of HJ 212 annex A over {@code bytes[from, to)}: 0 to 0xFFFF. */
  public static int hj(byte[] bytes, int from, int to) {
    int crc = 0xFFFF;
    for (int i = from; i < to; i++) {
      crc = TABLE[(crc >> 8) ^ (bytes[i] & 0xFF)];
    }
    return crc;
  }

  /** The checksum of Modbus (CRC-16/MODBUS) over {@code bytes[from, to)}: 0 to 0xFFFF. */
  public static int modbus(byte[] bytes, int from, int to) {
    int crc = 0xFFFF;
    for (int i = from; i < to; i++) {
      crc = (crc >> 8) ^ TABLE[(crc ^ bytes[i]) & 0xFF];
    }
    return crc;
  }
}
