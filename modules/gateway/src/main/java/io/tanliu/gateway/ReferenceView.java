// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.TargetDefinition;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.wire.TargetMapping;
import io.tanliu.wire.UnitMapping;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Units and targets as they stand in the compacted topics. */
final class ReferenceView {
  private final Map<String, KnownUnit> units = new ConcurrentHashMap<>();
  private final Map<String, Target> targets = new ConcurrentHashMap<>();

  /** Takes a record of the unit topic; null deletes. */
  void unit(String id, UnitDefinition definition) {
    if (definition == null) {
      units.remove(id);
    } else {
      units.put(id, KnownUnit.of(UnitMapping.fromAvro(definition)));
    }
  }

  /** Takes a record of the target topic; null deletes. */
  void target(String key, TargetDefinition definition) {
    if (definition == null) {
      targets.remove(key);
    } else {
      targets.put(key, TargetMapping.fromAvro(definition));
    }
  }

  Optional<KnownUnit> find(String unit) {
    return Optional.ofNullable(units.get(unit));
  }

  Optional<EnergyUnit> definition(String unit) {
    return find(unit).map(KnownUnit::unit);
  }

  /** True for a registered unit, and for an industry that one belongs to. */
  boolean knows(String entity) {
    return units.containsKey(entity)
        || (entity.startsWith(Membership.INDUSTRY_PREFIX)
            && units.values().stream()
                .map(known -> Membership.INDUSTRY_PREFIX + known.unit().industry())
                .anyMatch(entity::equals));
  }

  int unitCount() {
    return units.size();
  }

  int targetCount() {
    return targets.size();
  }
}
