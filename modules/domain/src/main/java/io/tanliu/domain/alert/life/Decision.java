// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import java.util.List;

/**
 * What came of an input.
 *
 * @param life the alert afterwards
 * @param told what is to be told, in its order; usually nothing or one change
 */
public record Decision(AlertLife life, List<Told> told) {
  /** Copies what could change. */
  public Decision {
    told = List.copyOf(told);
  }
}
