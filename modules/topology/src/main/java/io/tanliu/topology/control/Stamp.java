// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

/**
 * How far the entity was known when something was judged.
 *
 * @param asOf event time, epoch milliseconds
 * @param revision of the newest window
 */
record Stamp(long asOf, long revision) {
  /** For comparing: what differs in nothing else has not changed. */
  static final Stamp NONE = new Stamp(0, 0);
}
