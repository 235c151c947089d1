// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.DevicePacket;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.hj212.ChinaTime;
import io.tanliu.hj212.Finding;
import io.tanliu.hj212.Header;
import io.tanliu.hj212.Item;
import io.tanliu.hj212.Packet;
import io.tanliu.hj212.Verdict;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is made of a packet: the readings that are registered as a point's, and its record. */
final class DeviceReadings {
  private DeviceReadings() {}

  /**
   * Judges them at the unit's points. {@code DataTime} is the reading's time, as the protocol and
   * the ledger both mean it: of an interval its start.
   *
   * @param dated the packet's time, or that of another part of it
   * @param receivedAt epoch milliseconds
   */
  static Admission of(
      Packet packet,
      Optional<LocalDateTime> dated,
      DeviceBook.Known known,
      KnownUnit unit,
      long receivedAt) {
    Admission admission = new Admission(unit, receivedAt, GatewaySettings.FRAME_READINGS);
    Map<String, String> flags = flags(packet);
    String time =
        dated
            .map(at -> Long.toString(at.toInstant(ChinaTime.ZONE).toEpochMilli()))
            .or(() -> packet.region().item("DataTime").map(Item::value))
            .orElse(null);
    int command = packet.header().cn();
    for (Item item : packet.region()) {
      Optional<String> factor = item.factor();
      Optional<String> property = item.property();
      if (factor.isEmpty() || property.isEmpty()) {
        continue;
      }
      Optional<String> point = known.point(command, factor.get(), property.get());
      if (point.isPresent()) {
        RawReading raw = RawReading.of(point.get(), time, item.value(), true, null, false);
        String flag = flags.getOrDefault(factor.get(), "N");
        if (flag.length() == 1 && known.device().flags().contains(flag)) {
          admission.accept(raw);
        } else {
          admission.reject(
              raw,
              new ReadingError(
                  ReadingError.Code.FLAGGED,
                  factor.get() + "-Flag",
                  Text.shorten(flag, 50),
                  "one of " + known.device().flags()));
        }
      }
    }
    return admission;
  }

  /**
   * Identity of a packet, the same when it is sent again: at most 128 characters. What answers a
   * request shares its number with all else that does, so {@code DataTime} belongs to it.
   */
  static String id(Packet packet) {
    Header header = packet.header();
    String time = packet.region().item("DataTime").map(Item::value).orElse("");
    String id = "hj212-" + header.mn() + "-" + safe(header.qn()) + "-" + header.cn();
    if (header.part()) {
      id += "-" + header.pno();
    }
    return time.isEmpty() ? id : id + "-" + safe(time);
  }

  /** A number may hold anything; an identity is read by people and in logs. */
  private static String safe(String moment) {
    return moment.substring(0, Math.min(moment.length(), 17)).replaceAll("[^0-9A-Za-z]", "_");
  }

  /** The packet as it is kept: all of it but the password. */
  static DevicePacket record(
      String id, Verdict verdict, Packet packet, long receivedAt, String gateway) {
    Header header = packet.header();
    return DevicePacket.newBuilder()
        .setId(id)
        .setMn(header.mn())
        .setQn(header.qn())
        .setSt(header.st())
        .setCommand(header.cn())
        .setFlag(header.flag().bits())
        .setPnum(header.pnum())
        .setPno(header.pno())
        .setResent(header.resent())
        .setRegion(ByteBuffer.wrap(packet.region().toBytes()))
        .setMarks(
            verdict.findings().stream().map(Finding::code).map(Enum::name).distinct().toList())
        .setReceivedAt(Instant.ofEpochMilli(receivedAt))
        .setGateway(gateway)
        .build();
  }

  private static Map<String, String> flags(Packet packet) {
    Map<String, String> flags = new HashMap<>();
    for (Item item : packet.region()) {
      if (item.hasProperty("Flag")) {
        flags.put(item.factor().orElseThrow(), item.value());
      }
    }
    return flags;
  }
}
