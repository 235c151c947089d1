// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.audit;

import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The units to audit, and the entities above them that can be recomputed from these alone. */
final class AuditedUnits {
  private final Membership membership;
  private final Map<String, EnergyUnit> units = new TreeMap<>();
  private final Set<String> entities = new TreeSet<>();

  /**
   * @throws IllegalArgumentException when there is nothing to audit
   */
  AuditedUnits(RecordScan scan, Membership membership, AuditRequest request) {
    this.membership = membership;
    Map<String, EnergyUnit> known = new TreeMap<>();
    scan.read(
        Topics.REF_UNIT,
        key -> true,
        (key, value) -> {
          known.remove(key);
          if (value != null) {
            known.put(key, UnitMapping.fromAvro(value));
          }
        });
    known.values().stream().filter(unit -> asked(unit, request)).forEach(u -> units.put(u.id(), u));
    if (units.isEmpty()) {
      throw new IllegalArgumentException(
          "no unit to audit: "
              + request.unit().or(request::region).orElse("all")
              + " (expected: a unit id, or a region or industry that has units)");
    }
    known.values().stream()
        .filter(unit -> units.containsKey(unit.id()))
        .forEach(unit -> entities.addAll(above(unit)));
    known.values().stream()
        .filter(unit -> !units.containsKey(unit.id()))
        .forEach(unit -> entities.removeAll(above(unit)));
  }

  private boolean asked(EnergyUnit unit, AuditRequest request) {
    return request.unit().map(unit.id()::equals).orElse(true)
        && request.region().map(above(unit)::contains).orElse(true);
  }

  /** All entities to which a unit ever belonged. */
  private Set<String> above(EnergyUnit unit) {
    Set<String> above = new HashSet<>(parents(unit.affiliation()));
    unit.earlierAffiliations().forEach(e -> above.addAll(parents(e.affiliation())));
    return above;
  }

  private List<String> parents(Affiliation affiliation) {
    return membership.parents(affiliation.region(), affiliation.industry());
  }

  /** True when a unit that is affiliated so counts to an entity. */
  boolean counts(Affiliation affiliation, String entity) {
    return parents(affiliation).contains(entity);
  }

  /** Those of whose units every one is audited. */
  Set<String> entities() {
    return entities;
  }

  /** Entities above a unit that are audited. */
  List<String> audited(EnergyUnit unit) {
    return above(unit).stream().filter(entities::contains).sorted().toList();
  }

  /** The units in groups of at most so many. */
  List<List<EnergyUnit>> groups(int size) {
    List<EnergyUnit> all = List.copyOf(units.values());
    List<List<EnergyUnit>> groups = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      groups.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return groups;
  }

  int size() {
    return units.size();
  }

  boolean contains(String entity) {
    return units.containsKey(entity) || entities.contains(entity);
  }
}
