// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.OutputSeries.Output;
import java.util.Optional;

/** By what a consumption is divided, however it is known. */
public interface Made {
  /** Unit of the amounts. */
  String unit();

  /** The amount of some days; empty when it is not known. */
  Optional<Output> over(Days days);
}
