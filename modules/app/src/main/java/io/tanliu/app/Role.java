// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

/** Parts that a process can run. */
enum Role {
  /** Takes readings and reference data over HTTP. */
  GATEWAY,
  /** Runs the ledger topology. */
  STREAMS,
  /** Answers questions and serves the page. */
  QUERY,
  /** Delivers notices of alerts to receivers. */
  NOTIFIER
}
