// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import io.tanliu.domain.device.Request;
import io.tanliu.hj212.ChinaTime;
import io.tanliu.hj212.Cipher;
import io.tanliu.hj212.Command;
import io.tanliu.hj212.Header;
import io.tanliu.hj212.Packet;
import io.tanliu.hj212.PacketBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a device that is connected is spoken to: in the revision, under the system and password, with
 * the checksum and encryption of its own packets.
 */
final class DeviceLine {
  /** Stands where the clock's time is filled in when a request is sent. */
  static final String SYSTEM_TIME = "SystemTime";

  private static final String ANSWERING = "91";

  private final DeviceSession session;
  private Packet last;
  private Cipher cipher = Cipher.PLAIN;
  private String system = "";
  private Instant lastNumber = Instant.EPOCH;

  DeviceLine(Packet first, DeviceSession session) {
    this.session = session;
    heard(first);
  }

  DeviceSession session() {
    return session;
  }

  /** An empty region cannot be encrypted, and an answer's system is that of answers. */
  void heard(Packet packet) {
    last = packet;
    if (packet.region().length() > 0) {
      cipher = packet.wire().cipher();
    }
    String st = packet.header().st();
    if (!st.isEmpty() && (system.isEmpty() || !st.equals(ANSWERING))) {
      system = st;
    }
  }

  /** A request number that was not used before. */
  String number(Instant now) {
    lastNumber = now.isAfter(lastNumber) ? now : lastNumber.plusMillis(1);
    return ChinaTime.millis(DeviceRequests.china(lastNumber));
  }

  void send(Request request, Instant now) {
    Header header = last.header();
    PacketBuilder packet =
        PacketBuilder.of(header.version(), Command.of(request.command()).orElseThrow())
            .qn(request.qn())
            .st(system)
            .pw(header.pw())
            .mn(header.mn())
            .answerWanted(true)
            .wire(last.wire().with(cipher));
    boolean first = true;
    for (Map.Entry<String, String> item : new TreeMap<>(request.parameters()).entrySet()) {
      String value =
          item.getKey().equals(SYSTEM_TIME)
              ? ChinaTime.seconds(DeviceRequests.china(now))
              : item.getValue();
      if (first) {
        packet.group(item.getKey(), value);
      } else {
        packet.and(item.getKey(), value);
      }
      first = false;
    }
    session.send(packet.build());
  }
}
