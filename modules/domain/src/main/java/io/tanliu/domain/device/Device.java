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
 */
public record Device(
    String mn,
    String unit,
    boolean enabled,
    String passwordHash,
    boolean anyChecksum,
    String flags,
    List<Channel> channels) {

  /** Most channels of a device. */
  public static final int MOST_CHANNELS = 100;

  public Device {
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
}
