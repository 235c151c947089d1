// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

/**
 * Where something stands.
 *
 * @param line from 1
 * @param column from 1
 */
record Place(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
