// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.EnergyUnit;
import java.util.List;

/**
 * Units, targets, reports, factors and quota entries that belong together.
 *
 * @param units at most {@value RegisterReader#MAX_UNITS}
 * @param targets at most {@value RegisterReader#MAX_ENTRIES}
 * @param reports at most {@value RegisterReader#MAX_ENTRIES}
 * @param factors at most {@value RegisterReader#MAX_FACTORS}
 * @param quotas at most {@value RegisterReader#MAX_ENTRIES}
 */
public record RegisterDocument(
    List<EnergyUnit> units,
    List<Target> targets,
    List<ActivityReport> reports,
    List<DatedFactor> factors,
    List<QuotaEntry> quotas) {

  public RegisterDocument {
    units = List.copyOf(units);
    targets = List.copyOf(targets);
    reports = List.copyOf(reports);
    factors = List.copyOf(factors);
    quotas = List.copyOf(quotas);
  }

  /** A document without factors and quota entries. */
  public RegisterDocument(
      List<EnergyUnit> units, List<Target> targets, List<ActivityReport> reports) {
    this(units, targets, reports, List.of(), List.of());
  }

  /** True when there is nothing in it. */
  public boolean isEmpty() {
    return units.isEmpty()
        && targets.isEmpty()
        && reports.isEmpty()
        && factors.isEmpty()
        && quotas.isEmpty();
  }
}
