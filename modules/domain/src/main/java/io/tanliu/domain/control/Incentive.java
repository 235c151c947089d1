// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.util.List;

/**
 * The incentive value (激励目标): a region whose intensity fell by at least that is exempt from the
 * test of its total in the same period (发改环资〔2021〕1310号 完善能源消费强度和总量双控制度方案, as quoted in
 * docs/DOMAIN.md).
 */
public final class Incentive {
  private Incentive() {}

  /**
   * True when the total is not judged: the declines are at least what equal steps to the incentive
   * value ask for by then. Without an incentive value nobody is exempt: what no policy has set is
   * not assumed.
   *
   * @param intensity terms of the target of the intensity
   * @param declines of the years so far, fractions
   * @param years of the whole plan
   */
  public static boolean exempts(Terms intensity, List<BigDecimal> declines, int years) {
    return intensity.isDecline()
        && intensity
            .incentive()
            .filter(value -> Decline.onSchedule(declines, value.movePointLeft(2), years))
            .isPresent();
  }
}
