// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.attest;

/**
 * The end of a sender's chain.
 *
 * @param seq number of the last batch; 0 before the first
 * @param link link of the last batch
 */
public record ChainHead(long seq, String link) {
  /** Before the first batch. */
  public static final ChainHead START = new ChainHead(0, Digests.NONE);
}
