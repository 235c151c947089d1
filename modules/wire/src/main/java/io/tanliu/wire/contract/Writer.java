// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.contract;

/** Who writes to a topic. */
public enum Writer {
  /** What is sent over HTTP, HJ 212 and MQTT, and what staff decides. */
  GATEWAY("gateway", false),
  /** Batches that their senders sealed. */
  SEALS("gateway (sealed batches)", true),
  /** Keys, the record of changes and refusals. */
  ACCESS("every part that answers HTTP", false),
  /** What is set up where the brokers can be reached. */
  COMMAND("the tanliu command", false),
  /** Windows, quality, budgets. */
  LEDGER("tanliu-ledger", true),
  /** Lamps, intensities, shares, forecasts. */
  CONTROL("tanliu-control", true),
  /** Views derived from days. */
  VIEWS("tanliu-views", true),
  /** Means, masses, events. */
  STATIONS("tanliu-stations", true),
  /** Sums of regions against sums of units. */
  AUDIT("tanliu-audit", true),
  /** The life of alerts. */
  ALERTS("tanliu-alerts", true),
  /** What is told together. */
  NOTICES("tanliu-notice", true),
  /** What became of notices. */
  NOTIFIER("notifier", false),
  /** Sealed reports. */
  QUERY("query", false),
  /** Any of the streams parts. */
  STREAMS("every streams part", false),
  /** Producers that are not Tanliu's. */
  ANYONE("any producer", false);

  private final String text;
  private final boolean exactlyOnce;

  Writer(String text, boolean exactlyOnce) {
    this.text = text;
    this.exactlyOnce = exactlyOnce;
  }

  /** For people. */
  public String text() {
    return text;
  }

  /**
   * Whether it writes in transactions, so that a reader with {@code read_committed} sees every
   * record once; the others may write one again after a failure.
   */
  public boolean exactlyOnce() {
    return exactlyOnce;
  }
}
