// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

/** A refusal. It carries no stack trace and no secret: it is an answer, not a fault. */
public final class AccessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final String reason;
  private final String claimed;

  /** Stable codes. */
  public enum Code {
    /** It is not known who calls: 401. */
    UNAUTHENTICATED,
    /** Who calls may not do this here: 403. */
    FORBIDDEN,
    /** Too much at once: 429. */
    TOO_MANY_REQUESTS,
    /** It cannot be judged yet: 503. */
    UNAVAILABLE
  }

  /**
   * @param reason stable word for the record, e.g. {@code unknown-key}; callers need not be told
   * @param message for people; nothing of what the caller showed
   */
  public AccessException(Code code, String reason, String message) {
    this(code, reason, message, "");
  }

  /**
   * @param claimed who the caller said it was, without proof: id of a key, subject of a certificate
   */
  public AccessException(Code code, String reason, String message, String claimed) {
    super(message, null, false, false);
    this.code = code;
    this.reason = reason;
    this.claimed = claimed;
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

  /** Who the caller said it was, without proof; may be empty. For the record. */
  public String claimed() {
    return claimed;
  }

  /** Why exactly, for the record. */
  public String reason() {
    return reason;
  }
}
