// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

/**
 * What a rule is called, and which of two alerts of the same severity comes first: intensity before
 * totals (能耗强度和总量双控，强化强度刚性约束), facts before data.
 *
 * @param zh Chinese name
 * @param en English name
 * @param rank 1 to 9, 1 first
 */
public record AlertRuleName(String zh, String en, int rank) {
  /** Rank of a rule that nobody has ranked. */
  public static final int LAST = 9;
}
