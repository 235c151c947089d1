// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import java.util.List;

/** Seeds that cannot be used; the message names file, line and field of everything wrong. */
public final class SeedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 50;

  SeedException(List<String> problems) {
    super(
        "seeds have "
            + problems.size()
            + " problem(s):\n  "
            + String.join("\n  ", problems.subList(0, Math.min(SHOWN, problems.size()))));
  }
}
