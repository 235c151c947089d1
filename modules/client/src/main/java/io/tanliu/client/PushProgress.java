// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

/**
 * How far a push is.
 *
 * @param readings readings that were acknowledged
 * @param accepted readings that were accepted
 * @param rejected readings that were rejected
 * @param repeated readings of batches which the gateway had taken before
 */
public record PushProgress(long readings, long accepted, long rejected, long repeated) {

  PushProgress plus(long more, long moreAccepted, long moreRejected, boolean replay) {
    return new PushProgress(
        readings + more,
        accepted + moreAccepted,
        rejected + moreRejected,
        repeated + (replay ? more : 0));
  }
}
