// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

/** A refusal. It carries no stack trace and no secret: it is an answer, not a fault. */
public final class AccessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final String reason;

  /** Stable codes. */
  public enum Code {
    /** It is not known who calls: 401. */
    UNAUTHENTICATED,
    /** Who calls may not do this here: 403. */
    FORBIDDEN,
    /** Too much at once: 429. */
    TOO_MANY_REQUESTS
  }

  /**
   * @param reason stable word for the record, e.g. {@code unknown-key}; callers need not be told
   * @param message for people; nothing of what the caller showed
   */
  public AccessException(Code code, String reason, String message) {
    super(message, null, false, false);
    this.code = code;
    this.reason = reason;
  }

  public static AccessException unauthenticated(String reason, String message) {
    return new AccessException(Code.UNAUTHENTICATED, reason, message);
  }

  public static AccessException forbidden(String reason, String message) {
    return new AccessException(Code.FORBIDDEN, reason, message);
  }

  public Code code() {
    return code;
  }

  /** Why exactly, for the record. */
  public String reason() {
    return reason;
  }
}
