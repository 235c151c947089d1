// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

/**
 * What a lamp shows. The level is the fact (国家发展改革委办公厅 2021 发改办环资〔2021〕629号 各地区能耗双控目标完成情况晴雨表: 一级
 * 形势十分严峻, 二级 形势比较严峻, 三级 进展总体顺利); colours are a matter of configuration.
 */
public enum LampLevel {
  /** Level 1 (一级预警): intensity rose instead of fell; a total far ahead of its schedule. */
  LEVEL_1,
  /** Level 2 (二级预警): behind the schedule. */
  LEVEL_2,
  /** Level 3 (三级, 进展总体顺利): on schedule. */
  LEVEL_3,
  /** Too little was measured, or a figure that it needs is missing: never green (无法评价). */
  NOT_ASSESSABLE,
  /** There is no target, or the policy gives no number (未下达). */
  NOT_SET;

  /** True when the lamp warns. */
  public boolean warns() {
    return this == LEVEL_1 || this == LEVEL_2;
  }

  /** The one that must be shown of two: the more urgent, then what cannot be judged. */
  public LampLevel worse(LampLevel other) {
    return urgency() <= other.urgency() ? this : other;
  }

  private int urgency() {
    return switch (this) {
      case LEVEL_1 -> 0;
      case LEVEL_2 -> 1;
      case NOT_ASSESSABLE -> 2;
      case LEVEL_3 -> 3;
      case NOT_SET -> 4;
    };
  }
}
