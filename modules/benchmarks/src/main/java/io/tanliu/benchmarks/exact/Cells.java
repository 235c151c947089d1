// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.avro.EntityWindow;
import io.tanliu.domain.unit.Membership;
import io.tanliu.oracle.OracleBooks.Share;
import io.tanliu.oracle.OracleBooks.Window;
import io.tanliu.wire.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Published windows against the oracle's, cell by cell. A cell is one quantity of one window of one
 * entity; it is right when amount, coverage and estimated share are the oracle's to the last digit.
 */
final class Cells {
  private static final String CARBON = "co2e";
  private static final int MOST_DIFFERENCES = 5;

  private final Map<String, Map<String, long[]>> counts = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();
  private long right;
  private long all;

  private Cells() {}

  /** Compares every window of the oracle, and every published one that the oracle has not. */
  static Cells of(Truth truth, Map<String, EntityWindow> energy, Map<String, EntityWindow> carbon) {
    Cells cells = new Cells();
    Map<String, Set<String>> published = new HashMap<>();
    energy
        .keySet()
        .forEach(k -> published.computeIfAbsent(Keys.entity(k), e -> new TreeSet<>()).add(k));
    truth
        .books()
        .forEach(
            (entity, books) -> {
              Map<String, Window> windows = new TreeMap<>();
              books.windows().forEach(window -> windows.put(key(entity, window), window));
              for (String key : published.getOrDefault(entity, Set.of())) {
                windows.computeIfAbsent(key, k -> window(energy.get(k)));
              }
              windows.forEach(
                  (key, window) ->
                      cells.compare(
                          entity,
                          key,
                          window,
                          books.shares(window),
                          energy.get(key),
                          carbon.get(key)));
            });
    published.keySet().removeAll(truth.books().keySet());
    published.keySet().forEach(entity -> cells.differences.add("windows of " + entity));
    return cells;
  }

  private void compare(
      String entity,
      String key,
      Window window,
      Map<String, Share> expected,
      EntityWindow energy,
      EntityWindow carbon) {
    Map<String, Share> found = energy == null ? Map.of() : shares(energy);
    boolean inPlace = energy == null || window(energy).equals(window);
    Set<String> names = new TreeSet<>(expected.keySet());
    names.addAll(found.keySet());
    for (String name : names) {
      boolean same = inPlace && Objects.equals(expected.get(name), found.get(name));
      if (same && name.equals(CARBON) && !window.granularity().equals("15m")) {
        same = carbon != null && expected.get(name).equals(shares(carbon).get(name));
      }
      count(level(entity), window.granularity(), same);
      if (!same && differences.size() < MOST_DIFFERENCES) {
        differences.add(
            key + " " + name + ": " + found.get(name) + " (oracle: " + expected.get(name) + ")");
      }
    }
  }

  private void count(String level, String granularity, boolean same) {
    long[] cell =
        counts
            .computeIfAbsent(level, l -> new TreeMap<>())
            .computeIfAbsent(granularity, g -> new long[2]);
    cell[0] += same ? 1 : 0;
    cell[1]++;
    right += same ? 1 : 0;
    all++;
  }

  private static Map<String, Share> shares(EntityWindow window) {
    Map<String, Share> shares = new TreeMap<>();
    window
        .getAmounts()
        .forEach(
            (name, a) ->
                shares.put(name, new Share(a.getAmount(), a.getCoverage(), a.getEstimated())));
    shares.values().removeIf(share -> share.equals(new Share(0, 0, 0)));
    return shares;
  }

  private static Window window(EntityWindow record) {
    return new Window(
        record.getGranularity(), record.getStart().toEpochMilli(), record.getEnd().toEpochMilli());
  }

  private static String key(String entity, Window window) {
    return window.granularity().startsWith("rolling")
        ? Keys.rolling(entity, window.granularity())
        : Keys.window(entity, window.granularity(), window.start());
  }

  static String level(String entity) {
    if (!Membership.isRegion(entity)) {
      return Membership.isIndustry(entity) ? "industry" : "unit";
    }
    if (entity.equals("100000")) {
      return "nation";
    }
    return entity.endsWith("0000") ? "province" : entity.endsWith("00") ? "city" : "county";
  }

  long right() {
    return right;
  }

  long all() {
    return all;
  }

  /** Right and all cells of a level of the hierarchy; zeros when there are none. */
  long[] of(String level, String granularity) {
    return counts.getOrDefault(level, Map.of()).getOrDefault(granularity, new long[2]);
  }

  /** The first differences in words; empty when all is right. */
  List<String> differences() {
    return differences;
  }
}
