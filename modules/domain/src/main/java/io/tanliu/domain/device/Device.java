// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.device;

import java.util.List;

/**
 * A data logger (数采仪) that speaks HJ 212.
 *
 * @param mn its number {@code MN}
 * @param unit id of the unit whose points it measures
 * @param enabled false: its connections are refused
 * @param passwordHash hash of its password
 * @param anyChecksum also takes frames whose checksum is another variant
 * @param flags letters of the data flags whose values become readings
 * @param channels which values are readings of which points
 * @param guard what it has to bring beside its password
 * @param minuteInterval minutes between two of its minute data (2051): missing ones are asked for;
 *     1 to 1440, 0: nothing is asked for
 */
public record Device(
    String mn,
    String unit,
    boolean enabled,
    String passwordHash,
    boolean anyChecksum,
    String flags,
    List<Channel> channels,
    Guard guard,
    int minuteInterval) {

  /** Most channels of a device. */
  public static final int MOST_CHANNELS = 100;

  public Device {
    if (minuteInterval < 0 || minuteInterval > 1_440) {
      throw new IllegalArgumentException(
          "minuteInterval: " + minuteInterval + " (expected: 0 to 1440)");
    }
    channels = List.copyOf(channels);
  }

  /**
   * A value that is a reading of a point.
   *
   * @param command {@code CN} in which it comes, 1000 to 9999
   * @param factor factor code
   * @param property what of it, such as {@code Avg}
   * @param point id of the metering point within the unit
   */
  public record Channel(int command, String factor, String property, String point) {}

  /**
   * What a device has to bring beside its password.
   *
   * @param sm4Key its SM4 key, sealed; empty when it has none
   * @param sm4Only regions of a block or more have to be encrypted
   * @param certificate its connections need a TLS certificate in its name
   */
  public record Guard(String sm4Key, boolean sm4Only, boolean certificate) {
    /** Nothing. */
    public static final Guard NONE = new Guard("", false, false);
  }
}
