// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

/** What there is to tell of an alert, the most urgent first. */
public enum Change {
  /** It began. */
  RAISED("新告警", "new"),
  /** It ended and began anew, and its end was not told. */
  AGAIN("再次告警", "again"),
  /** Its severity rose. */
  WORSENED("加重", "worse"),
  /** Nobody acknowledged it in time: the next region is told. */
  ESCALATED("升级上报", "escalated"),
  /** It still holds and nobody has acknowledged it. */
  REPEATED("仍未处理", "still open"),
  /** Its severity fell. */
  EASED("减轻", "eased"),
  /** It ended. */
  RESOLVED("已恢复", "resolved");

  private final String zh;
  private final String en;

  Change(String zh, String en) {
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
}
