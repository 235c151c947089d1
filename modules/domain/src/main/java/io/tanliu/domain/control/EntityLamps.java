// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.util.List;

/**
 * The lamps of an entity in a period.
 *
 * @param period a month, a year, or the years of a plan
 * @param lamps one per target, by kind and target id
 */
public record EntityLamps(Period period, List<Lamp> lamps) {
  public EntityLamps {
    lamps = List.copyOf(lamps);
  }

  /** The most urgent level of a kind; NOT_SET without a target. */
  public LampLevel level(LampKind kind) {
    return lamps.stream()
        .filter(l -> l.kind() == kind)
        .map(Lamp::level)
        .reduce(LampLevel.NOT_SET, LampLevel::worse);
  }

  /** Energy and carbon as one state. */
  public JointState state() {
    return JointState.of(lamps);
  }
}
