// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How much of a network's day is there (网络数据完整率): valid hours of all stations and gases that are
 * expected to report, over their hours.
 *
 * @param stations stations that are expected to report
 * @param reporting stations with at least one valid hour
 * @param validHours valid hours of all gases
 * @param expectedHours hours of all gases
 * @param silent ids of stations without a valid hour, sorted
 */
public record Completeness(
    int stations, int reporting, long validHours, long expectedHours, List<String> silent) {

  /** Copies what could change. */
  public Completeness {
    silent = List.copyOf(silent);
  }

  /**
   * The day of a network.
   *
   * @param expected gases by station that shall report
   * @param valid valid hours by station and gas
   * @param hours hours of the day
   */
  public static Completeness of(
      Map<String, ? extends Collection<String>> expected,
      Map<String, Map<String, Integer>> valid,
      int hours) {
    long validHours = 0;
    long expectedHours = 0;
    TreeSet<String> silent = new TreeSet<>();
    for (Map.Entry<String, ? extends Collection<String>> station :
        new TreeMap<>(expected).entrySet()) {
      Map<String, Integer> of = valid.getOrDefault(station.getKey(), Map.of());
      long there = 0;
      for (String gas : station.getValue()) {
        there += Math.min(hours, of.getOrDefault(gas, 0));
        expectedHours += hours;
      }
      if (there == 0) {
        silent.add(station.getKey());
      }
      validHours += there;
    }
    return new Completeness(
        expected.size(),
        expected.size() - silent.size(),
        validHours,
        expectedHours,
        List.copyOf(silent));
  }

  /** Share of the expected hours that are valid, 0 to 1; 1 where nothing is expected. */
  public double share() {
    return expectedHours == 0 ? 1 : (double) validHours / expectedHours;
  }
}
