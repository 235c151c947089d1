// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * An intensity beside that of the same days a year earlier, in the same prices.
 *
 * @param now over the days that are judged
 * @param before over the same days of the year before
 */
public record IntensityPair(IntensityValue now, IntensityValue before) {

  /**
   * The decline {@code 1 - now / before}; empty when one of the two is missing or there was nothing
   * above 0 before, as of a converter that recovers more than it uses.
   */
  public Optional<BigDecimal> decline() {
    return now.value().isPresent() && before.value().filter(b -> b.signum() > 0).isPresent()
        ? Optional.of(
            BigDecimal.ONE.subtract(
                now.value().get().divide(before.value().get(), MathContext.DECIMAL128)))
        : Optional.empty();
  }

  /** Whether it rose; empty when one of the two is missing. Right also below 0. */
  public Optional<Boolean> rose() {
    return now.value().isPresent() && before.value().isPresent()
        ? Optional.of(now.value().get().compareTo(before.value().get()) > 0)
        : Optional.empty();
  }

  /** Everything that was taken for granted on both sides. */
  public List<Assumption> assumed() {
    LinkedHashSet<Assumption> all = new LinkedHashSet<>(before.assumed());
    all.addAll(now.assumed());
    return new ArrayList<>(all);
  }
}
