// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import java.util.List;

/**
 * What the readings of one unit and day are worth.
 *
 * @param assessedTo event time up to which they were looked at, epoch milliseconds
 * @param points every point, in the order of their ids
 * @param findings what was found, by point and code
 */
public record DayAssessment(long assessedTo, List<PointQuality> points, List<Finding> findings) {

  /** Readings that the points should have so far. */
  public long expected() {
    return points.stream().mapToLong(PointQuality::expected).sum();
  }

  /** Readings that stand in the ledger, of each point at most the expected ones. */
  public long stored() {
    return points.stream().mapToLong(PointQuality::stored).sum();
  }
}
