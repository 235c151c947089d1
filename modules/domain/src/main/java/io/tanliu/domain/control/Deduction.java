// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

/** What is taken off before a target is judged; each is a line of its own, never silent. */
public enum Deduction {
  /** Energy used as raw material (原料用能): off the total, and off the intensity of every year. */
  FEEDSTOCK,
  /** More renewable energy than in the base year (新增可再生能源): off the total. */
  RENEWABLE_INCREMENT,
  /** Nationally listed major projects (国家重大项目能耗单列): off the total. */
  MAJOR_PROJECT
}
