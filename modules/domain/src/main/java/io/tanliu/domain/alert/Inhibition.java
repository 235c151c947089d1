// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.util.Optional;

/**
 * What a firing alert explains.
 *
 * @param target a rule, {@link #NO_DATA} or {@link #ALL}
 * @param below false: alerts of the same entity; true: also those of everything in the region
 */
public record Inhibition(String target, boolean below) {
  /** Alerts whose data stopped, of whatever rule. */
  public static final String NO_DATA = "no-data";

  /** Alerts of every rule. */
  public static final String ALL = "*";

  private static final String BELOW = "/below";

  /** Reads {@code rule}, {@code no-data} or {@code *}, each also with {@code /below}. */
  public static Optional<Inhibition> parse(String text) {
    boolean below = text.endsWith(BELOW);
    String target = below ? text.substring(0, text.length() - BELOW.length()) : text;
    return target.matches("[a-z][a-z0-9-]*|\\*")
        ? Optional.of(new Inhibition(target, below))
        : Optional.empty();
  }

  /** True when it explains an alert. */
  public boolean explains(String rule, boolean noData) {
    return target.equals(ALL) || (target.equals(NO_DATA) && noData) || target.equals(rule);
  }

  /** As it is read. */
  public String text() {
    return below ? target + BELOW : target;
  }
}
