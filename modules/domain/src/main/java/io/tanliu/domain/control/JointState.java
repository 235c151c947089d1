// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.util.Collection;

/** Energy and carbon of an entity as one state. */
public enum JointState {
  /** Neither warns. */
  NEITHER,
  /** Energy warns, by total or intensity. */
  ENERGY,
  /** Carbon warns, by total or intensity. */
  CARBON,
  /** Both warn. */
  BOTH;

  /** The state of an entity whose lamps are these. */
  public static JointState of(Collection<Lamp> lamps) {
    boolean energy = lamps.stream().anyMatch(l -> warns(l) && !l.kind().carbon());
    boolean carbon = lamps.stream().anyMatch(l -> warns(l) && l.kind().carbon());
    if (energy) {
      return carbon ? BOTH : ENERGY;
    }
    return carbon ? CARBON : NEITHER;
  }

  /** Growth stands beside the four lamps, as shares do, and changes no state. */
  private static boolean warns(Lamp lamp) {
    return lamp.level().warns() && !lamp.kind().growth();
  }
}
