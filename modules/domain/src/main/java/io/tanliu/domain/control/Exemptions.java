// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.control.IntensityLamps.Judged;
import io.tanliu.domain.quantity.Quantities;
import java.util.HashSet;
import java.util.Set;

/** Periods in which the total is not judged because the intensity meets its incentive value. */
public final class Exemptions {
  private final Set<String> exempt = new HashSet<>();

  /** What is known of an entity now. */
  public static Exemptions of(ControlFacts facts) {
    Exemptions found = new Exemptions();
    IntensityLamps intensities = new IntensityLamps(facts);
    for (Target target : facts.targets()) {
      if (Lamps.judges(target) && possible(target)) {
        intensities.judge(target).forEach(found::take);
      }
    }
    return found;
  }

  /** True for a target that can exempt: an intensity with an incentive value. */
  public static boolean possible(Target target) {
    return target.type() == TargetType.INTENSITY && target.terms().incentive().isPresent();
  }

  void take(Period period, Judged judged) {
    if (judged.exempts()) {
      exempt.add(key(period, judged.lamp().kind().carbon()));
    }
  }

  /** True when a budget of tce, tce_equivalent or co2e is not judged. */
  public boolean holds(Target budget) {
    return exempt.contains(key(budget.period(), budget.quantity().equals(Quantities.CO2E)));
  }

  private static String key(Period period, boolean carbon) {
    return period.text() + "|" + carbon;
  }
}
