// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.util.Optional;

/**
 * What a firing alert explains.
 *
 * @param target a rule, {@link #NO_DATA} or {@link #ALL}
 * @param where among which alerts
 */
public record Inhibition(String target, Where where) {
  /** Alerts whose data stopped, of whatever rule. */
  public static final String NO_DATA = "no-data";

  /** Alerts of every rule. */
  public static final String ALL = "*";

  /** Among which alerts something is explained. */
  public enum Where {
    /** Those of the same entity. */
    ENTITY(""),
    /** Those of the same entity and subject, such as the same target. */
    SUBJECT("/same"),
    /** Those of everything below the region. */
    BELOW("/below");

    private final String suffix;

    Where(String suffix) {
      this.suffix = suffix;
    }
  }

  /**
   * Reads {@code rule}, {@code no-data} or {@code *}, each also with {@code /same} or {@code
   * /below}.
   */
  public static Optional<Inhibition> parse(String text) {
    Where where = Where.ENTITY;
    for (Where each : Where.values()) {
      if (text.endsWith(each.suffix)) {
        where = each;
      }
    }
    String target = text.substring(0, text.length() - where.suffix.length());
    return target.matches("[a-z][a-z0-9-]*|\\*")
        ? Optional.of(new Inhibition(target, where))
        : Optional.empty();
  }

  /** True when it explains an alert of that rule. */
  public boolean explains(String rule, boolean noData) {
    return target.equals(ALL) || (target.equals(NO_DATA) && noData) || target.equals(rule);
  }

  /** As it is read. */
  public String text() {
    return target + where.suffix;
  }
}
