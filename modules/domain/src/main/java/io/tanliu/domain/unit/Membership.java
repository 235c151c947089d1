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
}
