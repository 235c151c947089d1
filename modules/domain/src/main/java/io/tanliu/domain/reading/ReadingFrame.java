// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.reading;

import java.util.List;

/**
 * A batch of readings of one unit.
 *
 * @param frameId identity of the frame; a frame sent again keeps it
 * @param unit unit id
 * @param receivedAt when it was received, epoch milliseconds; "in the future" is judged against it
 * @param source the door it came through
 * @param readings in the order in which they were sent
 */
public record ReadingFrame(
    String frameId, String unit, long receivedAt, String source, List<Reading> readings) {
  /** Most readings in one frame. */
  public static final int MAX_READINGS = 10_000;
}
