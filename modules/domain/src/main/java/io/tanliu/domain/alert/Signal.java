// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import io.tanliu.domain.unit.Membership;
import java.util.List;
import java.util.Optional;

/**
 * What a rule says about one subject.
 *
 * @param key what it is about
 * @param condition what the data say
 * @param grounds what it rests on
 * @param region where the entity lies; empty when unknown
 * @param regions from its own region up to the nation
 */
public record Signal(
    AlertKey key,
    Condition condition,
    Grounds grounds,
    Optional<String> region,
    List<String> regions) {
  /** Label with the industry of a unit, a GB/T 4754 code. */
  public static final String INDUSTRY = "industry";

  /** Copies what could change. */
  public Signal {
    regions = List.copyOf(regions);
  }

  /** Entity id of the industry, where it is known. */
  public Optional<String> industry() {
    return Optional.ofNullable(grounds.labels().get(INDUSTRY))
        .map(code -> Membership.INDUSTRY_PREFIX + code);
  }
}
