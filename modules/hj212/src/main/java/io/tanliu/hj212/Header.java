// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * The header fields of a data segment. A text that is missing is empty, a number that is missing is
 * 0, so that a device's omissions need no special cases; what is missing is among the findings.
 *
 * @param qn request number (请求编码): a time of 17 digits in China Standard Time
 * @param st system (系统编码)
 * @param cn command (命令编码), 0 to 9999
 * @param pw password (访问密码); never shown by {@link #toString}
 * @param mn the device (设备唯一标识)
 * @param flag 标志位; bits 0 when it is missing
 * @param pnum number of parts (总包数), 0 or 1 to 9999
 * @param pno this part (包号), 0 or 1 to {@code pnum}
 * @param resent {@code RF=1}: sent again (补传), HJ 212-2025
 */
public record Header(
    String qn,
    String st,
    int cn,
    String pw,
    String mn,
    Flag flag,
    int pnum,
    int pno,
    boolean resent) {

  /** The command; nothing for a number that the standards do not have. */
  public Optional<Command> command() {
    return Command.of(cn);
  }

  /** The revision; unknown version bits are read as the newest. */
  public Version version() {
    return flag.version().orElse(Version.V2025);
  }

  /** The time in {@link #qn}, in China Standard Time; nothing when it is none. */
  public Optional<LocalDateTime> time() {
    return ChinaTime.parse(qn);
  }

  /** Whether this is one of several parts. */
  public boolean part() {
    return pnum > 1;
  }

  @Override
  public String toString() {
    return "QN="
        + qn
        + ";ST="
        + st
        + ";CN="
        + cn
        + ";PW=***;MN="
        + mn
        + ";Flag="
        + flag.bits()
        + (pnum > 0 ? ";PNUM=" + pnum + ";PNO=" + pno : "")
        + (resent ? ";RF=1" : "");
  }
}
