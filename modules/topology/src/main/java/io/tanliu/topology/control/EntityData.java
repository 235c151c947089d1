// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.control.Forecasts;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.unit.ActivityReport;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** What is known of one entity, beside the stores from which it was read. */
final class EntityData {
  private final String entity;
  private final DailyLedger ledger;
  private final Map<String, ActivityReport> reports = new TreeMap<>();
  private final Map<String, Target> targets = new TreeMap<>();
  private final Map<String, QuotaEntry> quotas = new TreeMap<>();
  private final Forecasts.Made forecasts = new Forecasts.Made();

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

  void take(LocalDate day, AmountsRow row) {
    ledger.day(day, row.amounts());
    forecasts.changed(day);
    ledger.reached(row.asOf());
    ledger.revised(row.revision());
  }
}
