// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

/** The rules that judge a budget. */
public enum AlertRule {
  /** The sum passed the limit. */
  BUDGET_BREACH("budget-breach", Severity.CRITICAL),
  /** The sum is ahead of the linear schedule by more than the target's margin. */
  BUDGET_PACE("budget-pace", Severity.WARNING);

  private final String code;
  private final Severity severity;

  AlertRule(String code, Severity severity) {
    this.code = code;
    this.severity = severity;
  }

  /** Code used in identities and messages. */
  public String code() {
    return code;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** How bad an alert is. */
  public enum Severity {
    /** A course that would break a limit. */
    WARNING,
    /** A limit that is broken. */
    CRITICAL
  }
}
