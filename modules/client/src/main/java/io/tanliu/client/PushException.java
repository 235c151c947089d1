// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

/** The push cannot go on; the message says why and what to do. */
public final class PushException extends Exception {
  private static final long serialVersionUID = 1L;

  PushException(String message) {
    super(message);
  }

  PushException(String message, Throwable cause) {
    super(message, cause);
  }
}
