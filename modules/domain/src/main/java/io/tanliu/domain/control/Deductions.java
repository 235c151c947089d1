// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.control.Assumption.Code;
import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is taken off an entity's energy before it is judged (国务院 2021 完善能源消费强度和总量双控制度方案; 发改环资 2022
 * 关于进一步做好原料用能不纳入能源消费总量控制有关工作的通知). Carbon knows no deduction: feedstock is not burnt and emits
 * nothing as it is.
 */
public final class Deductions {
  /** Product of the ENERGY reports for nationally listed major projects, in tce. */
  public static final String MAJOR_PROJECT = "tce.major_project";

  private static final BigDecimal GRAMS = new BigDecimal(1_000_000);

  private final DailyLedger ledger;
  private final ReportBook reports;
  private final int renewableBaseYear;

  /**
   * @param ledger what the entity used
   * @param reports what was reported of it
   * @param renewableBaseYear year from which renewable energy counts as new
   */
  public Deductions(DailyLedger ledger, ReportBook reports, int renewableBaseYear) {
    this.ledger = ledger;
    this.reports = reports;
    this.renewableBaseYear = renewableBaseYear;
  }

  /**
   * What comes off the total, in the order of the kinds.
   *
   * @param from first day
   * @param to day after the last one; feedstock is taken off up to the event time, the others to
   *     the end of the last complete day
   */
  public List<DeductionLine> ofTotal(
      String quantity, List<Deduction> kinds, LocalDate from, LocalDate to) {
    List<DeductionLine> lines = new ArrayList<>();
    if (applies(quantity)) {
      LocalDate complete = ledger.complete(to);
      for (Deduction kind : Deduction.values()) {
        if (kinds.contains(kind) && (kind == Deduction.FEEDSTOCK || from.isBefore(complete))) {
          lines.add(line(kind, from, kind == Deduction.FEEDSTOCK ? to : complete));
        }
      }
    }
    return lines;
  }

  /** What comes off the energy of an intensity, of every year alike: feedstock alone. */
  public List<DeductionLine> ofIntensity(
      String quantity, List<Deduction> kinds, LocalDate from, LocalDate to) {
    return applies(quantity) && kinds.contains(Deduction.FEEDSTOCK)
        ? List.of(feedstock(from, to))
        : List.of();
  }

  static boolean applies(String quantity) {
    return quantity.equals(Quantities.TCE) || quantity.equals(Quantities.TCE_EQUIVALENT);
  }

  private DeductionLine line(Deduction kind, LocalDate from, LocalDate to) {
    return switch (kind) {
      case FEEDSTOCK -> feedstock(from, to);
      case RENEWABLE_INCREMENT -> renewable(from, to);
      case MAJOR_PROJECT -> projects(from, to);
    };
  }

  private DeductionLine feedstock(LocalDate from, LocalDate to) {
    long amount = Math.max(0, ledger.measure(Quantities.TCE_FEEDSTOCK, from, to).amount());
    return new DeductionLine(Deduction.FEEDSTOCK, amount, amount, 0, List.of());
  }

  private DeductionLine renewable(LocalDate from, LocalDate to) {
    long gross = ledger.measure(Quantities.TCE_RENEWABLE, from, to).amount();
    int back = from.getYear() - renewableBaseYear;
    LocalDate baseFrom = from.minusYears(back);
    LocalDate baseTo = sameDay(to, back);
    Optional<BaseAmount> base = base(baseFrom, baseTo);
    if (base.isEmpty()) {
      return new DeductionLine(
          Deduction.RENEWABLE_INCREMENT,
          0,
          gross,
          0,
          List.of(notReported(baseFrom, baseTo, Quantities.TCE_RENEWABLE)));
    }
    long more = Math.max(0, Math.subtractExact(gross, base.get().amount()));
    return new DeductionLine(
        Deduction.RENEWABLE_INCREMENT, more, gross, base.get().amount(), base.get().assumed());
  }

  /** What a stretch of the base year had. */
  private record BaseAmount(long amount, List<Assumption> assumed) {}

  /** Statistics first; else what was measured in the base year, the whole of it or by days. */
  private Optional<BaseAmount> base(LocalDate from, LocalDate to) {
    Optional<Reported> reported = reports.energy(Quantities.TCE_RENEWABLE, from, to);
    if (reported.isPresent()) {
      return Optional.of(new BaseAmount(grams(reported.get()), reported.get().assumed()));
    }
    Measured measured = ledger.measure(Quantities.TCE, from, to);
    if (measured.known()) {
      long amount = ledger.measure(Quantities.TCE_RENEWABLE, from, to).amount();
      return Optional.of(new BaseAmount(amount, List.of()));
    }
    LocalDate year = from.withDayOfYear(1);
    if (ledger.measure(Quantities.TCE, year, year.plusYears(1)).known()) {
      long whole = ledger.measure(Quantities.TCE_RENEWABLE, year, year.plusYears(1)).amount();
      long days = to.toEpochDay() - from.toEpochDay();
      return Optional.of(
          new BaseAmount(
              Quantities.portion(whole, days, year.lengthOfYear()),
              List.of(
                  new Assumption(
                      Code.SPREAD_YEAR,
                      YearMonth.from(from),
                      YearMonth.from(to.minusDays(1)),
                      Optional.empty(),
                      Integer.toString(year.getYear())))));
    }
    return Optional.empty();
  }

  private DeductionLine projects(LocalDate from, LocalDate to) {
    Optional<Reported> reported = reports.energy(MAJOR_PROJECT, from, to);
    long amount = reported.map(Deductions::grams).orElse(0L);
    List<Assumption> assumed =
        reported
            .map(Reported::assumed)
            .orElseGet(() -> List.of(notReported(from, to, MAJOR_PROJECT)));
    return new DeductionLine(
        Deduction.MAJOR_PROJECT, Math.max(0, amount), Math.max(0, amount), 0, assumed);
  }

  private static Assumption notReported(LocalDate from, LocalDate to, String what) {
    return new Assumption(
        Code.NOT_REPORTED,
        YearMonth.from(from),
        YearMonth.from(to.minusDays(1)),
        Optional.empty(),
        what);
  }

  private static long grams(Reported reported) {
    return reported.value().multiply(GRAMS).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }

  /** The day after the last one, some years earlier: 29 February ends where 28 February does. */
  static LocalDate sameDay(LocalDate to, int yearsBack) {
    return to.minusDays(1).minusYears(yearsBack).plusDays(1);
  }
}
