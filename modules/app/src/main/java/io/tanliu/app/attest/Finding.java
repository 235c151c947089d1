// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.attest;

/**
 * Where a chain is broken.
 *
 * @param sender whose chain
 * @param seq batch at which it is broken
 * @param place record at which it is seen, topic-partition offset n; empty when there is none
 * @param what what is wrong
 */
public record Finding(String sender, long seq, String place, String what) {
  @Override
  public String toString() {
    String where = place.isEmpty() ? "" : " (" + place + ")";
    return sender + ": first break at batch " + seq + where + ": " + what;
  }
}
