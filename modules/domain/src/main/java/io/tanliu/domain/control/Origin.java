// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.util.List;

/**
 * Where a target stands written.
 *
 * @param document title and number of the document (文号)
 * @param clause chapter, section or table row (条款)
 * @param quote the words themselves, as far as they fit
 * @param contradicts ids of targets, of the same or another document, that say something else
 * @param note what a reader must know: why there is no value, or why nothing can judge it
 */
public record Origin(
    String document, String clause, String quote, List<String> contradicts, String note) {
  /** Nothing is said. */
  public static final Origin UNSAID = new Origin("", "", "", List.of(), "");

  public Origin {
    contradicts = List.copyOf(contradicts);
  }
}
