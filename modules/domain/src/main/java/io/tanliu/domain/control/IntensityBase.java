// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.control.Assumption.Code;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * What the intensity of a year is compared with.
 *
 * @param value the intensity before; empty when it is not known
 * @param coverage share of the time before that was measured; 1 when the target itself gives it
 * @param assumed what was taken for granted
 */
public record IntensityBase(
    Optional<BigDecimal> value, BigDecimal coverage, List<Assumption> assumed) {
  private static final int LAST_MONTH = 11;

  /**
   * The same days of the year before. In the year after the base year a whole year is compared with
   * the target's base value, which is what statistics have adjusted (基数调整); part of a year with the
   * same days of the base year when they were measured, else with the base value too.
   *
   * @param after day after the year that is judged
   */
  public static IntensityBase of(
      ControlFacts facts, Target target, IntensityPair pair, LocalDate after) {
    return of(facts, target, pair.before(), !pair.now().to().isBefore(after));
  }

  /** What a whole year is compared with: the base value, else the year before. */
  public static IntensityBase ofYear(ControlFacts facts, Target target, IntensityValue before) {
    return of(facts, target, before, true);
  }

  private static IntensityBase of(
      ControlFacts facts, Target target, IntensityValue before, boolean whole) {
    Terms terms = target.terms();
    Optional<BigDecimal> measured = before.value();
    BigDecimal coverage = before.energy().coverage();
    int year = before.from().getYear();
    Optional<BigDecimal> given =
        terms.baseYear().filter(y -> y == year).flatMap(y -> terms.baseValue());
    boolean known = measured.isPresent() && facts.covered(coverage);
    if (given.isEmpty() || (!whole && known)) {
      return new IntensityBase(measured, coverage, List.of());
    }
    YearMonth first = YearMonth.of(year, 1);
    String basis =
        measured.filter(m -> known).map(m -> "measured " + Shown.of(m)).orElse("not measured");
    return new IntensityBase(
        given,
        BigDecimal.ONE,
        List.of(
            new Assumption(
                Code.BASE_VALUE, first, first.plusMonths(LAST_MONTH), Optional.empty(), basis)));
  }
}
