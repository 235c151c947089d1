// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

/**
 * How far a push is.
 *
 * @param rows rows that were acknowledged
 * @param totalRows rows of the file, estimated from its lines
 * @param accepted readings that were accepted
 * @param rejected readings that were rejected
 * @param repeated rows of batches which the gateway had taken before
 */
public record PushProgress(long rows, long totalRows, long accepted, long rejected, long repeated) {

  PushProgress plus(long moreRows, long moreAccepted, long moreRejected, boolean replay) {
    return new PushProgress(
        rows + moreRows,
        Math.max(totalRows, rows + moreRows),
        accepted + moreAccepted,
        rejected + moreRejected,
        repeated + (replay ? moreRows : 0));
  }
}
