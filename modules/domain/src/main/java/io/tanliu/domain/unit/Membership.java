// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import java.util.List;

/** Which entities a unit counts to, above itself. */
@FunctionalInterface
public interface Membership {
  /** Prefix of an industry's entity id. */
  String INDUSTRY_PREFIX = "industry-";

  /**
   * Regions from the unit's own up to the topmost, and its industry; each once.
   *
   * @param region GB/T 2260 code
   * @param industry GB/T 4754 code
   */
  List<String> parents(String region, String industry);

  /** Whether an entity is a region: a GB/T 2260 code is six digits. */
  static boolean isRegion(String entity) {
    return entity.length() == 6 && entity.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether an entity is an industry. */
  static boolean isIndustry(String entity) {
    return entity.startsWith(INDUSTRY_PREFIX);
  }

  /** Whether an entity is a unit: ids of units are made like neither regions' nor industries'. */
  static boolean isUnit(String entity) {
    return !isRegion(entity) && !isIndustry(entity);
  }
}
