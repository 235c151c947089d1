// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.EntityLamps;
import io.tanliu.domain.assess.DailySeries;
import io.tanliu.domain.assess.Days;
import io.tanliu.domain.assess.OutputSeries;
import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.ActivityReport.Kind;
import io.tanliu.domain.unit.EnergyUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that is known of a unit at the end of its last complete day.
 *
 * @param unit its definition
 * @param ancestry its region and those above
 * @param end first day that is not complete, in the unit's zone
 * @param series daily amounts per quantity
 * @param reports its production and output value
 * @param quotas entries of its allowance accounts
 * @param lamps what its lamps show, by period
 */
record UnitFacts(
    EnergyUnit unit,
    List<String> ancestry,
    LocalDate end,
    Map<String, DailySeries> series,
    List<ActivityReport> reports,
    List<QuotaEntry> quotas,
    List<EntityLamps> lamps) {

  DailySeries series(String quantity) {
    return series.getOrDefault(quantity, DailySeries.EMPTY);
  }

  /** First day with an amount of anything. */
  Optional<LocalDate> first() {
    return series.values().stream().flatMap(s -> s.first().stream()).min(LocalDate::compareTo);
  }

  /** End of the last complete day. */
  Instant asOf() {
    return end.atStartOfDay(unit.zone()).toInstant();
  }

  String zone() {
    return unit.zone().getId();
  }

  /** This year up to the last complete day. */
  Days yearToDate() {
    return Days.yearTo(end);
  }

  Optional<OutputSeries> production(String product) {
    return OutputSeries.of(
        reports.stream()
            .filter(r -> r.kind() == Kind.PRODUCTION && r.product().equals(Optional.of(product)))
            .toList());
  }

  Optional<OutputSeries> outputValue() {
    return OutputSeries.of(reports.stream().filter(r -> r.kind() == Kind.OUTPUT_VALUE).toList());
  }

  /** Products for which production is reported, in the order of their names. */
  List<String> reportedProducts() {
    TreeMap<String, Boolean> products = new TreeMap<>();
    reports.stream()
        .filter(r -> r.kind() == Kind.PRODUCTION)
        .flatMap(r -> r.product().stream())
        .forEach(product -> products.put(product, true));
    return List.copyOf(products.keySet());
  }
}
