// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.kafka;

/**
 * Where a frame stands. It says that the cluster has it, not that its readings are right: see
 * {@link RefusedReadings}.
 *
 * @param frameId id of the frame, by which its refused readings are found
 * @param readings number of readings in it
 * @param partition of tanliu.reading.frame
 * @param offset in the partition
 */
public record SentFrame(String frameId, int readings, int partition, long offset) {}
