// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.registry;

import java.net.SocketException;
import java.net.SocketTimeoutException;

/** The registry refused a request or could not be reached. */
public final class RegistryException extends RuntimeException {
  /** Error code: no such subject. */
  public static final int SUBJECT_NOT_FOUND = 40401;

  /** Error code: no such version. */
  public static final int VERSION_NOT_FOUND = 40402;

  /** Error code: no such schema. */
  public static final int SCHEMA_NOT_FOUND = 40403;

  /** Error code: the new schema does not fit the subject's earlier versions. */
  public static final int INCOMPATIBLE = 409;

  /** Error code: not a valid schema. */
  public static final int INVALID_SCHEMA = 42201;

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int errorCode;

  /**
   * A refusal.
   *
   * @param status HTTP status
   * @param errorCode the registry's own code, or the status when it gave none
   */
  public RegistryException(int status, int errorCode, String message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }

  /** The registry could not be reached or gave an answer that cannot be understood. */
  public RegistryException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
    this.errorCode = 0;
  }

  /** HTTP status; 0 when there was no answer. */
  public int status() {
    return status;
  }

  /** The registry's own error code, e.g. 40401; 0 when there was no answer. */
  public int errorCode() {
    return errorCode;
  }

  /** True when the request says nothing about the record: another attempt may succeed. */
  public boolean retriable() {
    return status == 0 || status == 408 || status == 429 || status >= 500;
  }

  /**
   * True when somewhere among the causes of a failure stands that the registry could not be asked:
   * then the record that could not be read or written is not to blame. Serializers of others report
   * that as a network failure.
   */
  public static boolean unavailable(Throwable failure) {
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
      if (cause instanceof RegistryException refusal) {
        return refusal.retriable();
      }
      if (cause instanceof SocketException || cause instanceof SocketTimeoutException) {
        return true;
      }
      depth++;
    }
    return false;
  }
}
