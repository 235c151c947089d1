// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.table;

import java.io.IOException;

/** A file cannot be read as a table; the message says why and what to do. */
public final class TableException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A file that cannot be read. */
  public TableException(String message) {
    super(message);
  }

  TableException(String message, Throwable cause) {
    super(message, cause);
  }
}
