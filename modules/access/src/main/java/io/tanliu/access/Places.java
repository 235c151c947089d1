// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import io.tanliu.domain.unit.Membership;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where entities are, as a register knows it. What it does not know lies nowhere. */
public final class Places {
  private final Function<String, List<String>> ancestry;
  private final Function<String, Optional<String>> regionOfUnit;
  private final String home;

  /**
   * @param ancestry of a region: its code and those above it; empty for an unknown one
   * @param regionOfUnit region of a unit; empty for an unknown one
   * @param home the region whose industries are counted: the province
   */
  public Places(
      Function<String, List<String>> ancestry,
      Function<String, Optional<String>> regionOfUnit,
      String home) {
    this.ancestry = ancestry;
    this.regionOfUnit = regionOfUnit;
    this.home = home;
  }

  /** Place of a unit, region or industry; of an industry the whole province. */
  public Place entity(String id) {
    if (Membership.isIndustry(id)) {
      return home();
    }
    if (Membership.isRegion(id)) {
      return Place.region(ancestry.apply(id));
    }
    return unit(id);
  }

  /** Place of a unit; one that is not registered is itself, but in no region. */
  public Place unit(String id) {
    return Place.unit(id, regionOfUnit.apply(id).map(ancestry).orElse(List.of()));
  }

  /** The province as a whole: what belongs to nobody below it. */
  public Place home() {
    return region(home);
  }

  /** Place of something in a region. */
  public Place region(String code) {
    return Place.region(ancestry.apply(code));
  }

  /** The place that a scope names as a whole. */
  public Place of(Scope scope) {
    return switch (scope.kind()) {
      case ALL -> Place.EVERYTHING;
      case REGION -> region(scope.id());
      case UNIT -> unit(scope.id());
      case DEVICE -> Place.EVERYTHING.withDevice(scope.id());
      case STATION -> Place.EVERYTHING.withStation(scope.id());
    };
  }
}
