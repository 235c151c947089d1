// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

/**
 * What became of readings: the books balance, always.
 *
 * @param accepted new readings
 * @param duplicate the same point, time and value again; no effect
 * @param corrected the same point and time with another value; replaced
 * @param rejected refused, each with a reason
 * @param resets counters that dropped and started anew (a remark, not a fifth outcome)
 */
public record Accounts(long accepted, long duplicate, long corrected, long rejected, long resets) {
  /** Nothing yet. */
  public static final Accounts ZERO = new Accounts(0, 0, 0, 0, 0);

  /** All readings that came. */
  public long received() {
    return accepted + duplicate + corrected + rejected;
  }

  /** The sum. */
  public Accounts plus(Accounts other) {
    return new Accounts(
        accepted + other.accepted,
        duplicate + other.duplicate,
        corrected + other.corrected,
        rejected + other.rejected,
        resets + other.resets);
  }
}
