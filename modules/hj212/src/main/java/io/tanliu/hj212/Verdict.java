// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.List;
import java.util.Optional;

/**
 * What a frame says, and what is to be said about it.
 *
 * @param packet the packet; also there when the frame is refused but could be read, so that the
 *     refusal can be answered
 * @param checksum the checksum that the frame carries; nothing when it is none of the known ones
 * @param findings errors and marks, at most 16
 */
public record Verdict(Optional<Packet> packet, Optional<CrcKind> checksum, List<Finding> findings) {

  public Verdict {
    findings = List.copyOf(findings);
  }

  /** Whether the frame is taken: there is a packet, and no finding is an error. */
  public boolean accepted() {
    if (packet.isEmpty()) {
      return false;
    }
    for (Finding each : findings) {
      if (each.error()) {
        return false;
      }
    }
    return true;
  }

  /** Whether this was found. */
  public boolean has(Code code) {
    return findings.stream().anyMatch(each -> each.code() == code);
  }
}
