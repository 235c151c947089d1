// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The incentive value (激励目标): a region whose intensity fell by at least that is exempt from the
 * test of its total in the same period (发改环资〔2021〕1310号 完善能源消费强度和总量双控制度方案, as quoted in
 * docs/DOMAIN.md).
 */
public final class Incentive {
  private Incentive() {}

  /**
   * True when the total is not judged. Without an incentive value nobody is exempt: what no policy
   * has set is not assumed.
   *
   * @param decline of the intensity in the period, in the unit of the value
   */
  public static boolean exempts(Optional<BigDecimal> incentive, BigDecimal decline) {
    return incentive.filter(value -> decline.compareTo(value) >= 0).isPresent();
  }

  /** True when the terms' incentive value exempts the total. */
  public static boolean exempts(Terms intensity, BigDecimal decline) {
    return intensity.isDecline() && exempts(intensity.incentive(), decline);
  }
}
