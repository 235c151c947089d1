// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.scenario;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;

/** Monthly figures as known at a look; what is not reported yet is carried forward. */
final class Figures {
  private static final MathContext EXACT = MathContext.DECIMAL128;
  private static final int MOST_MONTHS = 3;

  private final Story story;
  private final LocalDate look;
  private final int arrivesAfterDays;

  Figures(Story story, LocalDate look, int arrivesAfterDays) {
    this.story = story;
    this.look = look;
    this.arrivesAfterDays = arrivesAfterDays;
  }

  /** The figure over {@code [from, to)} from the first of a month; part of a month by its days. */
  BigDecimal over(String entity, String kind, String product, LocalDate from, LocalDate to) {
    BigDecimal sum = BigDecimal.ZERO;
    for (YearMonth month = YearMonth.from(from);
        month.atDay(1).isBefore(to);
        month = month.plusMonths(1)) {
      BigDecimal whole = of(entity, kind, product, month);
      if (to.isBefore(month.plusMonths(1).atDay(1))) {
        whole =
            whole
                .multiply(BigDecimal.valueOf(to.getDayOfMonth() - 1L))
                .divide(BigDecimal.valueOf(month.lengthOfMonth()), EXACT);
      }
      sum = sum.add(whole);
    }
    return sum;
  }

  /**
   * A month's figure. Not reported yet: the same month of last year times the growth of the newest
   * reported months (at most three) over the same of the year before; where there is no year
   * before, the newest reported month, day for day.
   */
  private BigDecimal of(String entity, String kind, String product, YearMonth month) {
    Optional<BigDecimal> own = reported(entity, kind, product, month);
    if (own.isPresent()) {
      return own.get();
    }
    YearMonth newest = month;
    while (reported(entity, kind, product, newest).isEmpty()) {
      newest = newest.minusMonths(1);
    }
    BigDecimal now = BigDecimal.ZERO;
    BigDecimal then = BigDecimal.ZERO;
    for (int i = 0; i < MOST_MONTHS; i++) {
      YearMonth each = newest.minusMonths(i);
      Optional<BigDecimal> before = reported(entity, kind, product, each.minusYears(1));
      if (before.isEmpty()) {
        break;
      }
      now = now.add(reported(entity, kind, product, each).orElseThrow());
      then = then.add(before.get());
    }
    if (then.signum() == 0) {
      return reported(entity, kind, product, newest)
          .orElseThrow()
          .multiply(BigDecimal.valueOf(month.lengthOfMonth()))
          .divide(BigDecimal.valueOf(newest.lengthOfMonth()), EXACT);
    }
    return reported(entity, kind, product, month.minusYears(1))
        .orElseThrow()
        .multiply(now.divide(then, EXACT), EXACT);
  }

  private Optional<BigDecimal> reported(
      String entity, String kind, String product, YearMonth month) {
    if (look.isBefore(month.plusMonths(1).atDay(1).plusDays(arrivesAfterDays))) {
      return Optional.empty();
    }
    BigDecimal value = null;
    for (Map<String, Object> row : story.section("monthly")) {
      boolean meant =
          Story.text(row, "entity").equals(entity)
              && Story.text(row, "kind").equals(kind)
              && row.getOrDefault("product", "").equals(product);
      if (meant && !month.isBefore(YearMonth.parse(Story.text(row, "from")))) {
        value = new BigDecimal(Story.text(row, "value"));
      }
    }
    return Optional.ofNullable(value);
  }
}
