// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;

/**
 * What a deployment may choose about lamps.
 *
 * @param minimumCoverage share of the elapsed time that must have been measured for a lamp to show
 *     a level, 0 to 1
 * @param renewableBaseYear year from which renewable energy counts as new: 2020 for the plan of
 *     2021 to 2025 (国务院 2021 完善能源消费强度和总量双控制度方案, and 中央经济工作会议 2021: 新增可再生能源和原料用能不纳入能源消费总量控制)
 * @param reportDays days after its period after which a report is overdue
 */
public record ControlSettings(BigDecimal minimumCoverage, int renewableBaseYear, int reportDays) {
  /**
   * 90 %, as the national rules for online monitoring ask of a unit's data; base year 2020; 45
   * days, a choice of this project.
   */
  public static final ControlSettings DEFAULT =
      new ControlSettings(new BigDecimal("0.90"), 2020, 45);
}
