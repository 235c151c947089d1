// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import java.io.IOException;

/** The store cannot take or give what it should. */
final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Why. */
  enum Kind {
    /** Its quota, or the disk, is full of readings that are not yet acknowledged. */
    FULL,
    /** An idempotency key was used for something else. */
    KEY_REUSED,
    /** The disk or the file failed. */
    FAILED
  }

  StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
