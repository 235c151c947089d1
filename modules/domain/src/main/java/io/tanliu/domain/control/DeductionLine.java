// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.util.List;

/**
 * One deduction as it is shown.
 *
 * @param kind what is taken off
 * @param amount how much, in the base unit of the quantity; 0 or more
 * @param gross the energy of that kind over the time that is judged, base unit
 * @param base what it was in the base year over the same time, base unit; 0 where only new energy
 *     does not count
 * @param assumed what was taken for granted
 */
public record DeductionLine(
    Deduction kind, long amount, long gross, long base, List<Assumption> assumed) {
  public DeductionLine {
    assumed = List.copyOf(assumed);
  }

  static long sum(List<DeductionLine> lines) {
    return lines.stream().mapToLong(DeductionLine::amount).reduce(0, Math::addExact);
  }
}
