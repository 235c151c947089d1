// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.contract;

/** Whom a topic is for, which decides what is promised of it. */
public enum Audience {
  /** For dashboards and other systems to read. */
  OUT("read it", true),
  /** For others to write. */
  IN("write it", true),
  /** Reference data and reports: read them here, change them over the HTTP API. */
  REFERENCE("read it; written over the HTTP API", true),
  /** Between the parts of Tanliu: not to be built on. */
  INNER("between Tanliu's parts", false);

  private final String text;
  private final boolean promised;

  Audience(String text, boolean promised) {
    this.text = text;
    this.promised = promised;
  }

  /** For people. */
  public String text() {
    return text;
  }

  /** Whether the promise of compatibility in docs/CONTRACTS.md holds for it. */
  public boolean promised() {
    return promised;
  }
}
