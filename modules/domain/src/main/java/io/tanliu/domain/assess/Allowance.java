// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.DailySeries.Sum;
import io.tanliu.domain.assess.QuotaEntry.Kind;
import io.tanliu.domain.assess.QuotaEntry.Scheme;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Allowances of a unit against what it emits or uses in one compliance year (配额盈亏). All amounts are
 * in the unit of the scheme (tCO2e or tce), exact.
 *
 * @param allocated allocated and carried over
 * @param purchased purchases and offsets
 * @param sold sales
 * @param surrendered surrendered already
 * @param used verified amount, or what was measured and calculated so far
 * @param verified used is the verified amount
 * @param forecast expected amount of the whole year, when it can be said
 * @param surrenderBy last day of surrender, when somebody has set it
 * @param daysLeft days from the first incomplete day to it
 * @param state what follows
 * @param coverage share of the elapsed part of the year that was measured, 0 to 1
 * @param entries ids that were counted, in order
 */
public record Allowance(
    BigDecimal allocated,
    BigDecimal purchased,
    BigDecimal sold,
    BigDecimal surrendered,
    BigDecimal used,
    boolean verified,
    Optional<YearForecast> forecast,
    Optional<LocalDate> surrenderBy,
    Optional<Long> daysLeft,
    State state,
    double coverage,
    List<String> entries) {

  /** Decimal places between base units (g) and the scheme's unit (t). */
  private static final int SCALE = 6;

  public Allowance {
    entries = List.copyOf(entries);
  }

  /**
   * What was measured of a year.
   *
   * @param amount so far, in the unit of the scheme
   * @param coverage share of the elapsed part of the year that was measured, 0 to 1
   * @param forecast of the whole year, when it can be said
   */
  public record Use(BigDecimal amount, double coverage, Optional<YearForecast> forecast) {

    /** From daily amounts, up to a day. */
    public static Use of(DailySeries series, Year period, LocalDate end, double minimumCoverage) {
      LocalDate to = within(period, end);
      Sum sum = series.sum(new Days(period.atDay(1), to));
      return new Use(
          tonnes(sum.amount()),
          sum.coverage(),
          YearForecast.of(series, period, to, minimumCoverage));
    }
  }

  /** What follows from a balance, the worst that holds. */
  public enum State {
    /** Enough is held for what is expected. */
    COVERED,
    /** Less is held than is expected for the year. */
    DEFICIT_FORECAST,
    /** Less is held than was used already. */
    DEFICIT,
    /** The day of surrender is over and something is still due. */
    OVERDUE,
    /** Too little was measured, or nothing was allocated yet. */
    NOT_ASSESSABLE
  }

  /**
   * The balance of one year.
   *
   * @param entries entries of that unit, scheme and year
   * @param measured what was measured of the scheme's quantity
   * @param end first day that is not complete
   * @param minimumCoverage share of the elapsed part that must be measured to say COVERED
   */
  public static Allowance of(
      Collection<QuotaEntry> entries, Use measured, LocalDate end, double minimumCoverage) {
    Optional<QuotaEntry> verified =
        entries.stream()
            .filter(entry -> entry.kind() == Kind.VERIFIED)
            .max(Comparator.comparing(QuotaEntry::date).thenComparing(QuotaEntry::id));
    BigDecimal used = verified.map(QuotaEntry::amount).orElse(measured.amount());
    BigDecimal allocated = total(entries, Set.of(Kind.ALLOCATION, Kind.CARRY_OVER));
    BigDecimal purchased = total(entries, Set.of(Kind.PURCHASE, Kind.OFFSET));
    BigDecimal sold = total(entries, Set.of(Kind.SALE));
    BigDecimal surrendered = total(entries, Set.of(Kind.SURRENDER));
    Optional<YearForecast> forecast =
        verified.isPresent() ? Optional.of(YearForecast.verified(used)) : measured.forecast();
    Optional<LocalDate> surrenderBy =
        entries.stream()
            .sorted(Comparator.comparing(QuotaEntry::date).thenComparing(QuotaEntry::id))
            .flatMap(entry -> entry.surrenderBy().stream())
            .reduce((earlier, later) -> later);
    boolean known =
        entries.stream().anyMatch(entry -> entry.kind() == Kind.ALLOCATION)
            && (verified.isPresent() || measured.coverage() >= minimumCoverage);
    BigDecimal held = allocated.add(purchased).subtract(sold);
    State state = state(held, surrendered, used, forecast, surrenderBy.filter(end::isAfter), known);
    return new Allowance(
        allocated,
        purchased,
        sold,
        surrendered,
        used,
        verified.isPresent(),
        forecast,
        surrenderBy,
        surrenderBy.map(day -> ChronoUnit.DAYS.between(end, day)),
        entries.stream().noneMatch(entry -> entry.kind() == Kind.ALLOCATION)
            ? State.NOT_ASSESSABLE
            : state,
        measured.coverage(),
        entries.stream().map(QuotaEntry::id).sorted().toList());
  }

  /** A gap in the data must not hide a deficit; it only keeps from saying that all is well. */
  private static State state(
      BigDecimal held,
      BigDecimal surrendered,
      BigDecimal used,
      Optional<YearForecast> forecast,
      Optional<LocalDate> over,
      boolean known) {
    if (over.isPresent() && used.compareTo(surrendered) > 0) {
      return State.OVERDUE;
    }
    if (used.compareTo(held) > 0) {
      return State.DEFICIT;
    }
    if (forecast.filter(f -> f.amount().compareTo(held) > 0).isPresent()) {
      return State.DEFICIT_FORECAST;
    }
    return known ? State.COVERED : State.NOT_ASSESSABLE;
  }

  /** A day of the year, or the first after it. */
  static LocalDate within(Year period, LocalDate end) {
    LocalDate first = period.atDay(1);
    LocalDate after = period.plusYears(1).atDay(1);
    return end.isBefore(first) ? first : end.isAfter(after) ? after : end;
  }

  private static BigDecimal total(Collection<QuotaEntry> entries, Set<Kind> kinds) {
    return entries.stream()
        .filter(entry -> kinds.contains(entry.kind()))
        .map(QuotaEntry::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The unit of a scheme from grams. */
  public static BigDecimal tonnes(long grams) {
    return BigDecimal.valueOf(grams, SCALE);
  }

  /** What may be surrendered. */
  public BigDecimal held() {
    return allocated.add(purchased).subtract(sold);
  }

  /** held − used: negative is a deficit now. */
  public BigDecimal balance() {
    return held().subtract(used);
  }

  /** held − forecast: negative is a deficit to come. */
  public Optional<BigDecimal> forecastBalance() {
    return forecast.map(f -> held().subtract(f.amount()));
  }

  /** What is still to be surrendered, at least 0. */
  public BigDecimal due() {
    return used.subtract(surrendered).max(BigDecimal.ZERO);
  }

  /** Quantity that a scheme limits. */
  public static String quantity(Scheme scheme) {
    return scheme.quantity();
  }
}
