// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.Map;

/**
 * How the query part is doing.
 *
 * @param status {@link Status#UP} when it can answer
 * @param details what was looked at, and the cause of a trouble in words
 */
public record QueryHealth(Status status, Map<String, String> details) {

  public QueryHealth {
    details = Map.copyOf(details);
  }

  /** Whether it can answer. */
  public enum Status {
    /** The stores can be read and the broker answers. */
    UP,
    /** The stores are being filled or moved; it goes on by itself. */
    STARTING,
    /** Something is wrong; the details say what. It goes on trying. */
    DOWN
  }
}
