// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.assess.Allowance;
import io.tanliu.domain.assess.Allowance.Use;
import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.assess.QuotaEntry.Kind;
import io.tanliu.domain.assess.QuotaEntry.Scheme;
import io.tanliu.domain.assess.YearForecast;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.control.Forecasts;
import io.tanliu.domain.control.Measured;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Shown;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.time.Granularity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is expected of a year over what is held for it (配额缺口), per scheme and compliance year: day
 * by day with the entries known on that day. A target of type ALLOWANCE stands for the account of a
 * unit that has none; of several the least counts. This is the only place that finds deficits.
 */
final class AllowanceFindings {
  private static final int MOST_NAMED = 5;

  private final ControlFacts facts;
  private final Forecasts forecasts;
  private final DailyLedger ledger;

  AllowanceFindings(ControlFacts facts, Forecasts forecasts) {
    this.facts = facts;
    this.forecasts = forecasts;
    ledger = facts.ledger();
  }

  /** A scheme and a compliance year. */
  private record Account(Scheme scheme, Year year) {
    String key() {
      return scheme + "|" + year;
    }

    LocalDate first() {
      return year.atDay(1);
    }

    LocalDate after() {
      return year.plusYears(1).atDay(1);
    }

    String rule() {
      return scheme == Scheme.ETS ? Rules.ALLOWANCE_DEFICIT : Rules.QUOTA_DEFICIT;
    }
  }

  void of(Collection<QuotaEntry> entries, List<Finding> found) {
    Map<String, Account> accounts = new TreeMap<>();
    Map<String, List<QuotaEntry>> byAccount = new TreeMap<>();
    for (QuotaEntry entry : entries) {
      Account account = new Account(entry.scheme(), entry.period());
      accounts.put(account.key(), account);
      byAccount.computeIfAbsent(account.key(), k -> new ArrayList<>()).add(entry);
    }
    Map<String, Target> targets = new TreeMap<>();
    for (Target target : facts.targets()) {
      account(target)
          .filter(account -> !byAccount.containsKey(account.key()))
          .ifPresent(
              account -> {
                accounts.put(account.key(), account);
                targets.merge(account.key(), target, (a, b) -> b.limit() < a.limit() ? b : a);
              });
    }
    targets.forEach(
        (key, target) -> byAccount.put(key, List.of(allocation(accounts.get(key), target))));
    byAccount.forEach(
        (key, held) -> {
          Optional<Target> target = Optional.ofNullable(targets.get(key));
          finding(accounts.get(key), held, target).ifPresent(found::add);
        });
  }

  private static Optional<Account> account(Target target) {
    Period period = target.period();
    if (target.type() != TargetType.ALLOWANCE
        || !target.isSet()
        || period.several()
        || period.granularity() != Granularity.YEAR) {
      return Optional.empty();
    }
    for (Scheme scheme : Scheme.values()) {
      if (scheme.quantity().equals(target.quantity())) {
        return Optional.of(new Account(scheme, Year.of(period.first().getYear())));
      }
    }
    return Optional.empty();
  }

  private static QuotaEntry allocation(Account account, Target target) {
    return new QuotaEntry(
        target.id(),
        target.entity(),
        account.scheme(),
        account.year(),
        Kind.ALLOCATION,
        Allowance.tonnes(target.limit()),
        account.first(),
        target.terms().surrenderBy(),
        target.source());
  }

  private Optional<Finding> finding(
      Account account, List<QuotaEntry> entries, Optional<Target> target) {
    Optional<LocalDate> allocated =
        entries.stream()
            .filter(e -> e.kind() == Kind.ALLOCATION)
            .map(QuotaEntry::date)
            .min(LocalDate::compareTo);
    if (allocated.isEmpty()) {
      return Optional.empty();
    }
    LocalDate last = account.after().plusYears(1);
    LocalDate from =
        (allocated.get().isAfter(account.first()) ? allocated.get() : account.first()).plusDays(1);
    Course.Builder course = new Course.Builder();
    Optional<Allowance> newest = Optional.empty();
    for (LocalDate day : StepDays.of(ledger, account.first(), from, last)) {
      Allowance then = balance(account, entries, day);
      newest = Optional.of(then);
      Optional<BigDecimal> value = ratio(then);
      if (value.isPresent()) {
        course.step(ledger.start(day), value.get());
      } else {
        course.unknown(ledger.start(day));
      }
    }
    return newest.map(now -> finding(account, course.build(), now, target));
  }

  private Allowance balance(Account account, List<QuotaEntry> entries, LocalDate day) {
    LocalDate to = day.isBefore(account.after()) ? day : account.after();
    String quantity = account.scheme().quantity();
    Measured measured = ledger.measure(quantity, account.first(), to);
    Optional<YearForecast> forecast =
        forecasts
            .at(quantity, Period.year(account.year().getValue()), to)
            .map(f -> YearForecast.of(f, to.equals(account.after())));
    return Allowance.of(
        entries.stream().filter(e -> e.date().isBefore(day)).toList(),
        new Use(Allowance.tonnes(measured.amount()), measured.coverage().doubleValue(), forecast),
        day,
        facts.settings().minimumCoverage().doubleValue());
  }

  /** A gap in the data may not hide a deficit; it only keeps from saying that all is well. */
  private static Optional<BigDecimal> ratio(Allowance then) {
    BigDecimal expected = expected(then);
    boolean unknown =
        then.state() == Allowance.State.NOT_ASSESSABLE && expected.compareTo(then.held()) <= 0;
    return then.held().signum() <= 0 || unknown
        ? Optional.empty()
        : Optional.of(expected.divide(then.held(), MathContext.DECIMAL128));
  }

  private static BigDecimal expected(Allowance then) {
    return then.forecast().map(f -> f.amount().max(then.used())).orElse(then.used());
  }

  private Finding finding(Account account, Course course, Allowance now, Optional<Target> target) {
    Measured measured =
        ledger.measure(account.scheme().quantity(), account.first(), account.after());
    String period = account.year().toString();
    GroundsOf grounds =
        target
            .map(t -> new GroundsOf(ledger, t, period))
            .orElseGet(() -> new GroundsOf(ledger, account.scheme().quantity(), period));
    grounds
        .figures(
            Optional.of(expected(now)),
            Optional.of(now.held()),
            Optional.of(now.used()),
            account.scheme().unit())
        .coverage(measured.coverage(), measured.estimated())
        .label("entries", String.join(", ", now.entries().stream().limit(MOST_NAMED).toList()));
    now.forecast()
        .ifPresent(
            f ->
                grounds
                    .label("forecastLow", Shown.of(f.low()))
                    .label("forecastHigh", Shown.of(f.high()))
                    .label("method", f.method()));
    now.surrenderBy().ifPresent(d -> grounds.label("surrenderBy", d.toString()));
    boolean over = !ledger.complete(account.after()).isBefore(account.after());
    boolean closed = over && now.used().signum() > 0 && now.due().signum() == 0;
    return new Finding(
        account.rule(),
        period,
        course,
        grounds.make(),
        now.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        closed,
        Map.of());
  }
}
