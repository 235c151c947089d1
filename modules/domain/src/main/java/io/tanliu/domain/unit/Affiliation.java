// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

/**
 * Where a unit belongs (隶属关系).
 *
 * @param region GB/T 2260 code of the county, development zone or city
 * @param industry GB/T 4754 code
 */
public record Affiliation(String region, String industry) {

  /**
   * Where a unit belonged before.
   *
   * @param until first moment at which it no longer did, epoch milliseconds, a multiple of a
   *     quarter hour
   * @param affiliation where it belonged
   */
  public record Earlier(long until, Affiliation affiliation) {}
}
