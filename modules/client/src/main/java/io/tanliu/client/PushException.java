// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

/** The push cannot go on; the message says why and what to do. */
public final class PushException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean later;
  private final int status;

  PushException(String message) {
    this(message, false, 0);
  }

  PushException(String message, boolean later, int status) {
    super(message);
    this.later = later;
    this.status = status;
  }

  PushException(String message, Throwable cause) {
    super(message, cause);
    this.later = false;
    this.status = 0;
  }

  /** HTTP status of the last answer; 0: none, or the answer of something that is no gateway. */
  public int status() {
    return status;
  }

  /**
   * True when the same can succeed later: nobody answered, or what the gateway refuses is who is
   * calling or a unit that it does not know, and not what is sent.
   */
  public boolean later() {
    return later;
  }
}
