// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.util.List;

/**
 * Where something is that a request touches, with all that lies around it: a device of a unit of a
 * county of a city. Whoever knows the register makes it; a {@link Scope} only compares.
 *
 * @param regions codes from the nearest region up to the topmost; empty when it is in none
 * @param unit id of the unit; empty when it is none's
 * @param station id of the station; empty when it is none
 * @param device number of the device (MN); empty when it is none
 */
public record Place(List<String> regions, String unit, String station, String device) {
  /** What lies in no region and belongs to nobody: only {@link Scope#ALL} covers it. */
  public static final Place EVERYTHING = new Place(List.of(), "", "", "");

  public Place {
    regions = List.copyOf(regions);
  }

  /**
   * A region.
   *
   * @param regions its own code, then those above it
   */
  public static Place region(List<String> regions) {
    return new Place(regions, "", "", "");
  }

  /**
   * A unit.
   *
   * @param regions the region in which it is registered, then those above
   */
  public static Place unit(String id, List<String> regions) {
    return new Place(regions, id, "", "");
  }

  /** A device, at the place of what it measures. */
  public Place withDevice(String mn) {
    return new Place(regions, unit, station, mn);
  }

  /** A station, at the place of what it watches. */
  public Place withStation(String id) {
    return new Place(regions, unit, id, device);
  }
}
