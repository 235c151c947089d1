// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.domain.notice.ReceiverRules;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.reference.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What several documents say together, and the checks that need all of them. */
final class Draft {
  static final String ENTITY_EXPECTED =
      "a unit id, a six-digit region code or industry- and an industry code";

  /** An entity that a target or report names. */
  private record Reference(String entity, Place place, String field) {}

  private final List<EnergyUnit> units = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<ActivityReport> reports = new ArrayList<>();
  private final List<DatedFactor> factors = new ArrayList<>();
  private final List<QuotaEntry> quotas = new ArrayList<>();
  private final List<Receiver> receivers = new ArrayList<>();
  private final Map<String, Place> unitIds = new HashMap<>();
  private final Map<String, Place> keys = new HashMap<>();
  private final Set<String> industries = new HashSet<>();
  private final List<Reference> references = new ArrayList<>();

  /** Answers where the unit was declared before, if it was. */
  Optional<Place> declareUnit(String id, Place place) {
    return Optional.ofNullable(unitIds.putIfAbsent(id, place));
  }

  void declareIndustry(String code) {
    industries.add(code);
  }

  /** Answers where the key was declared before, if it was. */
  Optional<Place> declareOnce(String key, Place place) {
    return Optional.ofNullable(keys.putIfAbsent(key, place));
  }

  void refer(String entity, Place place, String field) {
    references.add(new Reference(entity, place, field));
  }

  void add(EnergyUnit unit) {
    units.add(unit);
  }

  void add(Target target) {
    targets.add(target);
  }

  void add(ActivityReport report) {
    reports.add(report);
  }

  void add(DatedFactor factor) {
    factors.add(factor);
  }

  void add(QuotaEntry entry) {
    quotas.add(entry);
  }

  void add(Receiver receiver) {
    receivers.add(receiver);
  }

  /** Checks across documents and closes the draft. */
  RegisterResult finish(Seeds seeds, Predicate<String> known, Problems problems) {
    Set<String> unknown = new HashSet<>();
    for (Reference reference : references) {
      if (!exists(reference.entity, seeds) && !known.test(reference.entity)) {
        unknown.add(reference.entity);
        problems.add(
            reference.place,
            reference.field,
            reference.entity,
            "a unit in these files or registered before, a region code or an industry");
      }
    }
    limit("units", unitIds.size(), RegisterReader.MAX_UNITS, problems);
    limit("targets", targets.size(), RegisterReader.MAX_ENTRIES, problems);
    limit("reports", reports.size(), RegisterReader.MAX_ENTRIES, problems);
    limit("factors", factors.size(), RegisterReader.MAX_FACTORS, problems);
    limit("quotas", quotas.size(), RegisterReader.MAX_ENTRIES, problems);
    limit("receivers", receivers.size(), ReceiverRules.MAX_RECEIVERS, problems);
    targets.removeIf(t -> unknown.contains(t.entity()));
    reports.removeIf(r -> unknown.contains(r.entity()));
    quotas.removeIf(q -> unknown.contains(q.entity()));
    return new RegisterResult(
        new RegisterDocument(units, targets, reports, factors, quotas, receivers), problems.all());
  }

  private static void limit(String field, int size, int most, Problems problems) {
    if (size > most) {
      problems.add(new Place("all files", 0, 0), field, size + " entries", "at most " + most);
    }
  }

  private boolean exists(String entity, Seeds seeds) {
    if (entity.startsWith(Membership.INDUSTRY_PREFIX)) {
      String code = entity.substring(Membership.INDUSTRY_PREFIX.length());
      return industries.contains(code)
          || seeds.industries().stream().anyMatch(i -> i.code().equals(code));
    }
    return unitIds.containsKey(entity) || seeds.regions().contains(entity);
  }
}
