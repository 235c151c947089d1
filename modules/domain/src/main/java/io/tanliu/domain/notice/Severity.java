// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

/** How bad an alert is, the least first. */
public enum Severity {
  /** A course that would break a limit (警告). */
  WARNING("警告", "warning"),
  /** A limit that is broken (严重). */
  CRITICAL("严重", "critical");

  private final String zh;
  private final String en;

  Severity(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** Chinese term. */
  public String zh() {
    return zh;
  }

  /** English term. */
  public String en() {
    return en;
  }

  /** The worse of two. */
  public static Severity worse(Severity one, Severity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
