// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

/** Failures in words for a terminal. */
final class Failures {
  private Failures() {}

  /** The messages of a failure and its causes, each once. */
  static String text(Throwable failure) {
    StringBuilder text = new StringBuilder();
    String last = "";
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
      if (!last.contains(message)) {
        text.append(text.length() == 0 ? "" : ": ").append(message);
        last = message;
      }
    }
    return text.toString();
  }
}
