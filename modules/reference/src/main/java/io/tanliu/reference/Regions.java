// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.unit.Region;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Administrative regions and their hierarchy. */
public final class Regions {
  private final Map<String, Region> byCode;
  private final Map<String, List<String>> ancestries = new HashMap<>();
  private final Map<String, List<Region>> children = new HashMap<>();

  /** Every parent must be among the regions, and no region above itself. */
  Regions(Map<String, Region> byCode) {
    this.byCode = new LinkedHashMap<>(byCode);
    for (Region region : byCode.values()) {
      List<String> line = new ArrayList<>();
      for (Region r = region; r != null; r = r.parent().map(byCode::get).orElse(null)) {
        line.add(r.code());
      }
      ancestries.put(region.code(), List.copyOf(line));
      region
          .parent()
          .ifPresent(p -> children.computeIfAbsent(p, k -> new ArrayList<>()).add(region));
    }
  }

  /** The region with that code. */
  public Optional<Region> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** True when the code is known. */
  public boolean contains(String code) {
    return byCode.containsKey(code);
  }

  /** Codes from the region itself up to the nation; empty for an unknown code. */
  public List<String> ancestry(String code) {
    return ancestries.getOrDefault(code, List.of());
  }

  /** Regions directly below. */
  public List<Region> children(String code) {
    return List.copyOf(children.getOrDefault(code, List.of()));
  }

  /** All regions, each after the region above it. */
  public Collection<Region> all() {
    return List.copyOf(byCode.values());
  }

  static Optional<String> cycle(Map<String, Region> byCode) {
    for (Region region : byCode.values()) {
      int steps = 0;
      for (Region r = region; r != null; r = r.parent().map(byCode::get).orElse(null)) {
        if (++steps > byCode.size()) {
          return Optional.of(region.code());
        }
      }
    }
    return Optional.empty();
  }
}
