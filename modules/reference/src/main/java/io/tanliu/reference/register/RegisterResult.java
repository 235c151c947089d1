// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import java.util.List;

/**
 * What was read. With problems the document holds only the faultless entries and must not be
 * applied in part without saying so.
 *
 * @param problems in the order of files and lines; at most {@value Problems#LIMIT} and a last one
 *     saying that there are more
 */
public record RegisterResult(RegisterDocument document, List<Problem> problems) {

  public RegisterResult {
    problems = List.copyOf(problems);
  }

  /** True when nothing is wrong. */
  public boolean ok() {
    return problems.isEmpty();
  }
}
