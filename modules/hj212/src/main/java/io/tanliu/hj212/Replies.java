// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.Optional;

/**
 * The answers (应答) to packets, in the form of the packet's revision: HJ/T 212-2005 repeats {@code
 * QN} in the region, later ones in the header. They carry the packet's password and its variant of
 * the checksum, and of a part {@code PNUM} and {@code PNO}. Nothing can be answered that has no
 * {@code QN}.
 */
public final class Replies {
  private static final String SYSTEM = "91";

  private Replies() {}

  /**
   * What a host answers when it has taken the packet: 9014 to data, 9013 to a notice; nothing when
   * {@code Flag} wants none, or the packet is an answer or a request itself.
   */
  public static Optional<Packet> acknowledge(Packet packet) {
    Header header = packet.header();
    if (!header.flag().answerWanted()) {
      return Optional.empty();
    }
    return switch (header.command().map(Command::fromDevice).orElse(Exchange.NONE)) {
      case DATA -> data(packet);
      case NOTICE -> notice(packet);
      case REQUEST, ANSWER, NONE -> Optional.empty();
    };
  }

  /** 9014: the data have come. */
  public static Optional<Packet> data(Packet packet) {
    return reply(packet, Command.DATA_ANSWER, "", 0);
  }

  /** 9013: the notice has come. */
  public static Optional<Packet> notice(Packet packet) {
    return reply(packet, Command.NOTICE_ANSWER, "", 0);
  }

  /** 9011: how the request is taken. */
  public static Optional<Packet> request(Packet packet, QnRtn taken) {
    return reply(packet, Command.REQUEST_ANSWER, "QnRtn", taken.code());
  }

  /** 9012: what became of the request. */
  public static Optional<Packet> result(Packet packet, ExeRtn result) {
    return reply(packet, Command.RESULT, "ExeRtn", result.code());
  }

  private static Optional<Packet> reply(Packet to, Command command, String name, int value) {
    Header header = to.header();
    if (header.qn().isEmpty() || !plain(header)) {
      return Optional.empty();
    }
    boolean old = header.version() == Version.V2005;
    PacketBuilder reply =
        PacketBuilder.of(header.version(), command)
            .st(SYSTEM)
            .pw(header.pw())
            .mn(header.mn())
            .wire(to.wire().with(Cipher.PLAIN));
    if (old) {
      reply.group("QN", header.qn());
    } else {
      reply.qn(header.qn()).part(header.pno(), header.pnum());
    }
    if (!name.isEmpty()) {
      reply.group(name, Integer.toString(value));
    }
    return Optional.of(reply.build());
  }

  /** A header of a damaged packet may hold what must not be repeated. */
  private static boolean plain(Header header) {
    return PacketBuilder.writable(header.qn())
        && PacketBuilder.writable(header.pw())
        && PacketBuilder.writable(header.mn());
  }
}
