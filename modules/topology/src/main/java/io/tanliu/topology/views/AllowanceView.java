// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.avro.AllowanceBalance;
import io.tanliu.domain.assess.Allowance;
import io.tanliu.domain.assess.Allowance.Use;
import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.assess.QuotaEntry.Scheme;
import io.tanliu.domain.assess.YearForecast;
import io.tanliu.wire.Topics;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Allowances against what was emitted or used, per scheme and compliance year. */
final class AllowanceView implements UnitView {
  private static final int MOST_ENTRIES = 200;

  private final double minimumCoverage;

  private record Account(Scheme scheme, Year period) {
    String key(String unit) {
      return unit + "|" + scheme + "|" + period;
    }
  }

  AllowanceView(double minimumCoverage) {
    this.minimumCoverage = minimumCoverage;
  }

  @Override
  public void look(UnitFacts facts, Told told) {
    Map<String, Account> accounts = new TreeMap<>();
    Map<Account, List<QuotaEntry>> entries = new java.util.HashMap<>();
    for (QuotaEntry entry : facts.quotas()) {
      Account account = new Account(entry.scheme(), entry.period());
      accounts.put(account.key(facts.unit().id()), account);
      entries.computeIfAbsent(account, a -> new ArrayList<>()).add(entry);
    }
    accounts.forEach((key, account) -> look(facts, key, account, entries.get(account), told));
  }

  private void look(
      UnitFacts facts, String key, Account account, List<QuotaEntry> entries, Told told) {
    Use use =
        Use.of(
            facts.series(account.scheme().quantity()),
            account.period(),
            facts.end(),
            minimumCoverage);
    Allowance balance = Allowance.of(entries, use, facts.end(), minimumCoverage);
    told.tell(Topics.CONTROL_ALLOWANCE, key, record(facts, account, balance));
  }

  /** The last entry of an account was withdrawn: nothing is left to balance. */
  void closed(String unit, QuotaEntry gone, List<QuotaEntry> left, Told told) {
    Account account = new Account(gone.scheme(), gone.period());
    if (left.stream().noneMatch(e -> account.equals(new Account(e.scheme(), e.period())))) {
      told.takeBack(Topics.CONTROL_ALLOWANCE, account.key(unit));
    }
  }

  private static AllowanceBalance record(UnitFacts facts, Account account, Allowance balance) {
    return AllowanceBalance.newBuilder()
        .setEntity(facts.unit().id())
        .setScheme(account.scheme().name())
        .setPeriod(account.period().toString())
        .setZone(facts.zone())
        .setAsOf(facts.asOf())
        .setUnit(account.scheme().unit())
        .setAllocated(Texts.text(balance.allocated()))
        .setPurchased(Texts.text(balance.purchased()))
        .setSold(Texts.text(balance.sold()))
        .setHeld(Texts.text(balance.held()))
        .setSurrendered(Texts.text(balance.surrendered()))
        .setUsed(Texts.text(balance.used()))
        .setVerified(balance.verified())
        .setForecast(balance.forecast().map(f -> Texts.rounded(f.amount())).orElse(null))
        .setForecastLow(balance.forecast().map(f -> Texts.rounded(f.low())).orElse(null))
        .setForecastHigh(balance.forecast().map(f -> Texts.rounded(f.high())).orElse(null))
        .setForecastMethod(balance.forecast().map(YearForecast::method).orElse(""))
        .setBalance(Texts.text(balance.balance()))
        .setForecastBalance(balance.forecastBalance().map(Texts::rounded).orElse(null))
        .setDue(Texts.text(balance.due()))
        .setSurrenderBy(balance.surrenderBy().map(LocalDate::toString).orElse(null))
        .setDaysLeft(balance.daysLeft().map(Math::toIntExact).orElse(null))
        .setState(balance.state().name())
        .setCoverage(balance.coverage())
        .setEntries(balance.entries().stream().limit(MOST_ENTRIES).toList())
        .build();
  }
}
