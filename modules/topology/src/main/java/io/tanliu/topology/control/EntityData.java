// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.control.DayAmount;
import io.tanliu.domain.control.Forecasts;
import io.tanliu.domain.control.ReportBook;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.ActivityReport;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is known of one entity, beside the stores from which it was read. */
final class EntityData {
  private final String entity;
  private final DailyLedger ledger;
  private final Map<String, ActivityReport> reports = new TreeMap<>();
  private final Map<String, Target> targets = new TreeMap<>();
  private final Map<String, QuotaEntry> quotas = new TreeMap<>();
  private final Forecasts.Made forecasts = new Forecasts.Made();
  private Set<String> wanted = Set.of();
  private ReportBook book;
  private LocalDate changedFrom = LocalDate.MIN;

  EntityData(String entity, DailyLedger ledger) {
    this.entity = entity;
    this.ledger = ledger;
  }

  String entity() {
    return entity;
  }

  DailyLedger ledger() {
    return ledger;
  }

  /** Reports by key. */
  Map<String, ActivityReport> reports() {
    return reports;
  }

  /** Targets by id, those of the register before the packaged ones of the same id. */
  Map<String, Target> targets() {
    return targets;
  }

  /** Entries of its allowance accounts, by key. */
  Map<String, QuotaEntry> quotas() {
    return quotas;
  }

  /** Forecasts that hold. */
  Forecasts.Made forecasts() {
    return forecasts;
  }

  /** Its reports, made anew only when it is read anew. */
  ReportBook book() {
    if (book == null) {
      book = new ReportBook(reports.values());
    }
    return book;
  }

  /** Physical amounts that some target limits: the others are not kept in memory. */
  void want(Set<String> quantities) {
    wanted = quantities;
  }

  /**
   * First day since the last call of which something changed; what was running then counts as
   * changed.
   */
  LocalDate takeChanged() {
    LocalDate from = changedFrom;
    changedFrom = ledger.runningDay();
    return from;
  }

  /** A day is not what it was. */
  void changed(LocalDate day) {
    forecasts.changed(day);
    changedFrom = day.isBefore(changedFrom) ? day : changedFrom;
  }

  private boolean keeps(String quantity) {
    return quantity.startsWith(Quantities.TCE)
        || quantity.startsWith(Quantities.CO2E)
        || wanted.contains(quantity);
  }

  void take(LocalDate day, AmountsRow row) {
    Map<String, DayAmount> kept = new HashMap<>(row.amounts());
    kept.keySet().removeIf(quantity -> !keeps(quantity));
    ledger.day(day, kept);
    changed(day);
    ledger.reached(row.asOf());
    ledger.revised(row.revision());
  }
}
