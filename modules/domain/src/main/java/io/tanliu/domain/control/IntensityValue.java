// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Energy or carbon by what was made of it, over a stretch of complete days.
 *
 * @param from first day
 * @param to day after the last one
 * @param energy what was measured
 * @param deductions what is taken off it
 * @param assessed what is left, base unit
 * @param under what it is divided by; empty when nothing is reported
 * @param gross measured / under, in the unit of the intensity; empty when under is empty or 0
 * @param value assessed / under, likewise
 */
public record IntensityValue(
    LocalDate from,
    LocalDate to,
    Measured energy,
    List<DeductionLine> deductions,
    long assessed,
    Optional<Reported> under,
    Optional<BigDecimal> gross,
    Optional<BigDecimal> value) {
  public IntensityValue {
    deductions = List.copyOf(deductions);
  }

  /** Everything that was taken for granted. */
  public List<Assumption> assumed() {
    List<Assumption> all = new ArrayList<>();
    under.ifPresent(u -> all.addAll(u.assumed()));
    deductions.forEach(d -> all.addAll(d.assumed()));
    return all;
  }

  /** True when later readings, factors or reports will change it. */
  public boolean provisional() {
    return energy.provisional() || assumed().stream().anyMatch(a -> a.code().provisional());
  }
}
