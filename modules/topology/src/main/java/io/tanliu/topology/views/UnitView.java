// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

/** One view of a unit. */
interface UnitView {
  /** Tells what follows from the facts, when it is not what was told before. */
  void look(UnitFacts facts, Told told);
}
