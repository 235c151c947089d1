// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

/** Codes of the rules that are judged from what is known of an entity. */
public final class Rules {
  /** The sum passed the limit (总量超限). */
  public static final String BUDGET_BREACH = "budget-breach";

  /** The sum is ahead of its schedule (进度超前). */
  public static final String BUDGET_PACE = "budget-pace";

  /**
   * A total that would be warned of is not judged: the intensity meets its incentive value
   * (免予总量考核).
   */
  public static final String BUDGET_EXEMPT = "budget-exempt";

  /** The period will probably end above the limit (预测超限). */
  public static final String FORECAST_BREACH = "forecast-breach";

  /** The intensity rises (强度不降反升). */
  public static final String INTENSITY_RISING = "intensity-rising";

  /** The intensity falls less than the schedule asks (强度未达进度). */
  public static final String INTENSITY_BEHIND = "intensity-behind";

  /** A quantity does not grow as demanded (增速未达标). */
  public static final String GROWTH = "growth";

  /** A share misses its target (比重未达标). */
  public static final String SHARE = "share";

  /** A product takes more energy than its limit (单位产品能耗超限额). */
  public static final String PRODUCT_LIMIT = "product-limit";

  /** A project uses more than was approved (超审批能耗). */
  public static final String APPROVED_ENERGY = "approved-energy";

  /** An hour is far above the same hours of earlier weeks (用能突增). */
  public static final String SURGE = "surge";

  /** Emissions will exceed the allowances (配额缺口). */
  public static final String ALLOWANCE_DEFICIT = "allowance-deficit";

  /** Energy will exceed the quota (用能权指标缺口). */
  public static final String QUOTA_DEFICIT = "quota-deficit";

  /** A report is overdue (报表逾期). */
  public static final String MISSING_REPORT = "missing-report";

  /** Too few readings came (数据质量差). */
  public static final String POOR_QUALITY = "poor-quality";

  /** Measured and calculated carbon dioxide differ (实测与核算不一致). */
  public static final String MEASURED_VS_CALCULATED = "measured-vs-calculated";

  private Rules() {}
}
