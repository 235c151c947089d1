// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

/** Follows a push. */
public interface PushListener {
  /**
   * A batch was acknowledged.
   *
   * @param progress so far
   */
  void progress(PushProgress progress);

  /**
   * A reading was rejected.
   *
   * @param where where in the file it stands, e.g. {@code 表1!C17}
   * @param code stable code
   * @param field refused field
   * @param value refused value
   * @param expected what would have been accepted
   */
  void rejected(String where, String code, String field, String value, String expected);

  /** Something worth telling, e.g. that a batch is tried again. */
  void note(String text);
}
