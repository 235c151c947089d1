// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

/**
 * Which assessment report of the IPCC the global warming potentials over 100 years come from
 * (全球变暖潜势取值). A choice of the deployment: every part of it must choose the same.
 */
public enum GwpSet {
  /** Second report, 1995. */
  SAR,
  /** Fourth report, 2007. */
  AR4,
  /** Fifth report, 2013; what China's reporting uses now, and the default. */
  AR5,
  /** Sixth report, 2021. */
  AR6;

  /** What holds when nothing was chosen. */
  public static final GwpSet DEFAULT = AR5;
}
