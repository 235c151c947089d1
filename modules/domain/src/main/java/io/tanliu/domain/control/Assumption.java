// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was taken for granted where no figure was at hand.
 *
 * @param code what kind of assumption
 * @param from first month that it concerns
 * @param to last month that it concerns
 * @param rate growth that was carried forward, 1 for none
 * @param basis from which figures it was taken
 */
public record Assumption(
    Code code, YearMonth from, YearMonth to, Optional<BigDecimal> rate, String basis) {
  private static final int SHOWN = 6;

  /** Kinds of assumptions. */
  public enum Code {
    /**
     * A missing month is the same month of the year before, times the growth of the newest known
     * months over the same months of the year before.
     */
    CARRIED_GROWTH("carried-growth", true),
    /** A missing month is like the newest known one, day for day: there is no year before. */
    CARRIED_LEVEL("carried-level", true),
    /** A month is its part by days of what the quarter's figure leaves for it. */
    SPREAD_QUARTER("spread-quarter", false),
    /** A month is its part by days of what the year's figure leaves for it. */
    SPREAD_YEAR("spread-year", false),
    /** The reported figure is itself preliminary (初步数). */
    PRELIMINARY("preliminary", true),
    /** Only figures in current prices are at hand. */
    CURRENT_PRICES("current-prices", true),
    /** Nothing is reported, and nothing is deducted. */
    NOT_REPORTED("not-reported", true),
    /** The base value that the target itself gives (基数调整) stands for what was measured. */
    BASE_VALUE("base-value", false),
    /** Energy of the whole unit stands against one of several products. */
    WHOLE_UNIT("whole-unit", false);

    private final String text;
    private final boolean provisional;

    Code(String text, boolean provisional) {
      this.text = text;
      this.provisional = provisional;
    }

    /** Code used in messages. */
    public String text() {
      return text;
    }

    /** True when a later report will change the result. */
    public boolean provisional() {
      return provisional;
    }
  }

  /** An assumption about one month. */
  static Assumption of(Code code, YearMonth month, Optional<BigDecimal> rate, String basis) {
    return new Assumption(code, month, month, rate, basis);
  }

  /** Joins what was assumed alike of months that follow one another. */
  static List<Assumption> joined(List<Assumption> all) {
    List<Assumption> joined = new ArrayList<>();
    for (Assumption next : all) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).goesOn(next)) {
        Assumption before = joined.get(last);
        joined.set(
            last, new Assumption(before.code, before.from, next.to, before.rate, before.basis));
      } else if (!joined.contains(next)) {
        joined.add(next);
      }
    }
    return joined;
  }

  private boolean goesOn(Assumption next) {
    return code == next.code
        && rate.equals(next.rate)
        && basis.equals(next.basis)
        && !next.from.isAfter(to.plusMonths(1))
        && !next.from.isBefore(from);
  }

  /**
   * For messages, such as {@code carried-growth 2024-07..2024-08 x1.052 (2024-04..2024-06)}: code,
   * months concerned, rate rounded to six digits, basis.
   */
  public String text() {
    StringBuilder text = new StringBuilder(code.text()).append(' ').append(span(from, to));
    rate.ifPresent(
        r ->
            text.append(" x")
                .append(
                    r.setScale(SHOWN, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()));
    return basis.isEmpty()
        ? text.toString()
        : text.append(" (").append(basis).append(')').toString();
  }

  static String span(YearMonth from, YearMonth to) {
    return from.equals(to) ? from.toString() : from + ".." + to;
  }
}
