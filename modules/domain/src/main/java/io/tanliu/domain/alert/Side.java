// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

/** On which side of its thresholds a value is bad. */
public enum Side {
  /** Too much is bad, as of consumption. */
  ABOVE,
  /** Too little is bad, as of the share of non-fossil energy. */
  BELOW
}
