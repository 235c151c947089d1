// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.util.Optional;

/**
 * One observation of one gas.
 *
 * @param time epoch milliseconds; it belongs to the hour that holds it
 * @param count mole fraction, 10⁻¹⁵ mol/mol; empty when it is missing
 * @param flag what is known about it
 */
public record Observation(long time, Optional<Long> count, QcFlag flag) {
  /** True when it enters means. */
  public boolean enters() {
    return flag.enters() && count.isPresent();
  }
}
