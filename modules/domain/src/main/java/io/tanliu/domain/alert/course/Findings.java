// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.Forecasts;
import io.tanliu.domain.control.IntensityForecasts;
import io.tanliu.domain.control.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Everything that rules judge by days of an entity: a function of what is known of it. */
public final class Findings {
  private Findings() {}

  /**
   * The findings; empty before the first reading.
   *
   * @param quotas entries of the entity's allowance accounts
   * @param unit false for regions and industries: some of their stacks have no monitor, so what is
   *     measured there says nothing about what is calculated
   */
  public static List<Finding> of(
      ControlFacts facts, Forecasts forecasts, Collection<QuotaEntry> quotas, boolean unit) {
    List<Finding> found = new ArrayList<>();
    if (facts.ledger().isEmpty()) {
      return found;
    }
    SumFindings sums = new SumFindings(facts, forecasts);
    IntensityFindings intensities =
        new IntensityFindings(facts, new IntensityForecasts(facts, forecasts));
    ShareFindings shares = new ShareFindings(facts);
    GrowthFindings growths = new GrowthFindings(facts);
    for (Target target : facts.targets()) {
      switch (target.type()) {
        case BUDGET, APPROVED_ENERGY -> sums.of(target, found);
        case INTENSITY, PRODUCT_LIMIT -> intensities.of(target, found);
        case SHARE -> shares.of(target, found);
        case GROWTH -> growths.of(target, found);
        default -> {
          // Allowances are accounts; thresholds are screened by their own application; references
          // are shown.
        }
      }
    }
    new AllowanceFindings(facts, forecasts).of(quotas, found);
    new ReportFindings(facts).of(found);
    if (unit) {
      new DivergenceFindings(facts).of(found);
    }
    return found;
  }
}
