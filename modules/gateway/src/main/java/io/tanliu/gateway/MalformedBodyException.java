// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import java.io.IOException;

/** The body as a whole cannot be read; nothing of it is taken. */
final class MalformedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String where;

  /**
   * @param where position, e.g. {@code line 3, column 14}
   * @param what what is wrong there
   */
  MalformedBodyException(String where, String what) {
    super(what);
    this.where = where;
  }

  String where() {
    return where;
  }
}
