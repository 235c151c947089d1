// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.notice.Receiver;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.EnergyUnit;
import java.util.List;

/**
 * Units, targets, reports, factors, quota entries and receivers that belong together.
 *
 * @param units at most {@value RegisterReader#MAX_UNITS}
 * @param targets at most {@value RegisterReader#MAX_ENTRIES}
 * @param reports at most {@value RegisterReader#MAX_ENTRIES}
 * @param factors at most {@value RegisterReader#MAX_FACTORS}
 * @param quotas at most {@value RegisterReader#MAX_ENTRIES}
 * @param receivers who is told of alerts, at most {@value
 *     io.tanliu.domain.notice.ReceiverRules#MAX_RECEIVERS}; since when is not said here
 */
public record RegisterDocument(
    List<EnergyUnit> units,
    List<Target> targets,
    List<ActivityReport> reports,
    List<DatedFactor> factors,
    List<QuotaEntry> quotas,
    List<Receiver> receivers) {

  public RegisterDocument {
    units = List.copyOf(units);
    targets = List.copyOf(targets);
    reports = List.copyOf(reports);
    factors = List.copyOf(factors);
    quotas = List.copyOf(quotas);
    receivers = List.copyOf(receivers);
  }

  /** A document without factors, quota entries and receivers. */
  public RegisterDocument(
      List<EnergyUnit> units, List<Target> targets, List<ActivityReport> reports) {
    this(units, targets, reports, List.of(), List.of(), List.of());
  }

  /** True when there is nothing in it. */
  public boolean isEmpty() {
    return units.isEmpty()
        && targets.isEmpty()
        && reports.isEmpty()
        && factors.isEmpty()
        && quotas.isEmpty()
        && receivers.isEmpty();
  }
}
