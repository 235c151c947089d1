// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

/** What a command is, in one direction. */
public enum Exchange {
  /** Not used in this direction. */
  NONE,
  /** Wants 9011 and 9012 (请求). */
  REQUEST,
  /** Wants 9013, if {@code Flag} says so (通知). */
  NOTICE,
  /** Carries data and wants 9014, if {@code Flag} says so (上传). */
  DATA,
  /** Is an answer itself (应答). */
  ANSWER
}
