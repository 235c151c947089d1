// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.util.List;

/**
 * Whom a target of a region means, where it is not the region as a whole.
 *
 * @param industries GB/T 4754 codes or their beginnings; empty for all
 * @param excluded codes or beginnings that are left out
 * @param eachUnit true when every unit is meant by itself, as with thresholds
 */
public record Scope(List<String> industries, List<String> excluded, boolean eachUnit) {
  /** The entity as a whole. */
  public static final Scope WHOLE = new Scope(List.of(), List.of(), false);

  public Scope {
    industries = List.copyOf(industries);
    excluded = List.copyOf(excluded);
  }

  /** True when a unit of that industry is meant. */
  public boolean covers(String industry) {
    return (industries.isEmpty() || industries.stream().anyMatch(industry::startsWith))
        && excluded.stream().noneMatch(industry::startsWith);
  }
}
