// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

/** Which units and points there are. */
public interface Register {
  /** Whether a unit is registered. */
  boolean knows(String unit);

  /** Whether a unit is registered and has this point. */
  boolean knows(String unit, String point);
}
