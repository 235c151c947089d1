// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.Optional;

/** How a request was taken (请求命令返回), in the answer 9011. HJ 212-2017 table 7. */
public enum QnRtn {
  /** It will be carried out (准备执行请求). */
  READY(1),
  /** Refused (请求被拒绝). */
  REFUSED(2),
  /** {@code PW} is wrong. */
  WRONG_PW(3),
  /** {@code MN} is wrong. */
  WRONG_MN(4),
  /** {@code ST} is wrong. */
  WRONG_ST(5),
  /** {@code Flag} is wrong. */
  WRONG_FLAG(6),
  /** {@code QN} is wrong. */
  WRONG_QN(7),
  /** {@code CN} is wrong. */
  WRONG_CN(8),
  /** The checksum is wrong (CRC 校验错误). */
  WRONG_CRC(9),
  /** Unknown error (未知错误). */
  UNKNOWN(100);

  private final int code;

  QnRtn(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** The meaning of a number; nothing for one that the table does not have. */
  public static Optional<QnRtn> of(int code) {
    for (QnRtn each : values()) {
      if (each.code == code) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
