// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.assess.QuotaEntry.Kind;
import io.tanliu.domain.assess.QuotaEntry.Scheme;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Made-up allowances of the cement works (碳排放配额) and energy-use rights of the ceramic works (用能权),
 * sized from what will truly be used: most have enough, one of each has not, one buys what it
 * lacks, and one has not surrendered what it owes for the last year.
 */
final class Quotas {
  /** Used up with a fifth of the year to come. */
  private static final double SHORT = .78;

  private static final double BUYS = .90;
  private static final double BOUGHT = .14;
  private static final double LEAST = 1.03;
  private static final double SPAN = .08;
  private static final double TONNE = 1e6;
  private static final MathContext ROUGH = new MathContext(4, RoundingMode.HALF_EVEN);

  private final List<SimulatedUnit> units;
  private final Consumption consumption;
  private final long seed;

  Quotas(List<SimulatedUnit> units, Consumption consumption, long seed) {
    this.units = units;
    this.consumption = consumption;
    this.seed = Noise.mix(seed, "quotas");
  }

  /** Entries of this and the last year that have been made by that day. */
  List<QuotaEntry> of(LocalDate today) {
    List<QuotaEntry> entries = new ArrayList<>();
    for (int year = today.getYear() - 1; year <= today.getYear(); year++) {
      account(Trade.CEMENT, Scheme.ETS, year, entries);
      account(Trade.CERAMICS, Scheme.ENERGY_USE_RIGHT, year, entries);
    }
    entries.removeIf(entry -> entry.date().isAfter(today));
    return List.copyOf(entries);
  }

  private void account(Trade trade, Scheme scheme, int year, List<QuotaEntry> entries) {
    List<SimulatedUnit> members =
        units.stream()
            .filter(unit -> unit.definition().industry().equals(trade.industry()))
            .toList();
    for (int i = 0; i < members.size(); i++) {
      String unit = members.get(i).definition().id();
      BigDecimal used = used(members.get(i), scheme, year);
      double share =
          i == 0 ? SHORT : i == 1 ? BUYS : LEAST + SPAN * Noise.unit(Noise.mix(seed, unit), year);
      LocalDate due = LocalDate.of(year + 1, 12, 31);
      Entries of = new Entries(unit, scheme, year, entries);
      of.add(Kind.ALLOCATION, part(used, share), LocalDate.of(year, 3, 1), Optional.of(due));
      if (i == 1) {
        of.add(Kind.PURCHASE, part(used, BOUGHT), LocalDate.of(year, 9, 15), Optional.empty());
      }
      of.add(Kind.VERIFIED, used, LocalDate.of(year + 1, 6, 15), Optional.empty());
      if (i > 0) {
        of.add(Kind.SURRENDER, used, LocalDate.of(year + 1, 10, 20), Optional.empty());
      }
    }
  }

  private BigDecimal used(SimulatedUnit unit, Scheme scheme, int year) {
    List<YearMonth> months =
        IntStream.rangeClosed(1, 12).mapToObj(m -> YearMonth.of(year, m)).toList();
    return BigDecimal.valueOf(consumption.sum(List.of(unit), months, scheme.quantity()) / TONNE)
        .setScale(0, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal part(BigDecimal used, double share) {
    return used.multiply(BigDecimal.valueOf(share)).round(ROUGH).setScale(0, RoundingMode.DOWN);
  }

  /** Entries of one account and year. */
  private record Entries(String unit, Scheme scheme, int year, List<QuotaEntry> all) {
    void add(Kind kind, BigDecimal amount, LocalDate date, Optional<LocalDate> surrenderBy) {
      all.add(
          new QuotaEntry(
              (scheme + "-" + year + "-" + kind).toLowerCase(java.util.Locale.ROOT),
              unit,
              scheme,
              Year.of(year),
              kind,
              amount,
              date,
              surrenderBy,
              Budgets.SOURCE));
    }
  }
}
