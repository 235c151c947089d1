// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.Optional;

/** What became of a request (执行结果), in the answer 9012. HJ 212-2017 table 6. */
public enum ExeRtn {
  /** Done (执行成功). */
  DONE(1),
  /** Failed, reason unknown (执行失败，但不知道原因). */
  FAILED(2),
  /** The request's conditions are wrong (命令请求条件错误). */
  WRONG_CONDITION(3),
  /** Communication timed out (通讯超时). */
  TIMEOUT(4),
  /** Too busy (系统繁忙不能执行). */
  BUSY(5),
  /** System fault (系统故障). */
  FAULT(6),
  /** There are no data (没有数据). */
  NO_DATA(100);

  private final int code;

  ExeRtn(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** The meaning of a number; nothing for one that the table does not have. */
  public static Optional<ExeRtn> of(int code) {
    for (ExeRtn each : values()) {
      if (each.code == code) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
