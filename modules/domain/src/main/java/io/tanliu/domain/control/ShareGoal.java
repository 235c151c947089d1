// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** What a target demands of a share. */
public final class ShareGoal {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private ShareGoal() {}

  /**
   * True when a target of a share speaks of a part in a period. A share that is demanded of the
   * last year of a plan is shown beside that of every year until then: it is where the way leads.
   */
  public static boolean concerns(Target target, String part, Period period) {
    if (target.type() != TargetType.SHARE
        || !target.quantity().equals(part)
        || !target.terms().scope().equals(Scope.WHOLE)
        || target.terms().operator() == Operator.ABOUT) {
      return false;
    }
    return target.period().text().equals(period.text())
        || (period.granularity() == target.period().granularity()
            && !period.several()
            && !period.after().isAfter(target.period().after())
            && !period.first().isBefore(from(target)));
  }

  private static LocalDate from(Target target) {
    return target
        .terms()
        .baseYear()
        .map(year -> LocalDate.of(year + 1, 1, 1))
        .orElse(target.period().first());
  }

  /** The demanded share, 0.58 for 58 %; empty when it is not set. */
  public static Optional<BigDecimal> of(Target target) {
    return target
        .terms()
        .value()
        .map(
            v ->
                target.terms().unit().equals(Terms.PERCENT)
                    ? v.divide(HUNDRED).stripTrailingZeros()
                    : v);
  }
}
