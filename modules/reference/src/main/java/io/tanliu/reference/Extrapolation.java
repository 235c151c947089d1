// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.convert.Factor;

/** Marks a factor that stands in for a year that has none. */
final class Extrapolation {
  private Extrapolation() {}

  static Factor of(Factor f) {
    return new Factor(f.id(), f.value(), f.scale(), true, f.confidence(), f.source());
  }
}
