// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.station.Station;
import io.tanliu.topology.state.VersionedBytes;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a station tells its network.
 *
 * @param station its id
 * @param member what it is; empty for a day
 * @param day a day of it; empty for a definition
 */
record NetworkWord(String station, Optional<Member> member, Optional<Day> day) {
  private static final int VERSION = 1;

  /**
   * A station of the network.
   *
   * @param name display name
   * @param region GB/T 2260 code; empty when the station was withdrawn
   * @param zone IANA zone
   * @param gases what it shall report
   */
  record Member(String name, String region, String zone, List<String> gases) {}

  /** Valid hours of one gas on one day. */
  record Day(LocalDate date, String gas, int validHours) {}

  static NetworkWord defined(Station station) {
    return new NetworkWord(
        station.id(),
        Optional.of(
            new Member(
                station.name(),
                station.region(),
                station.zone().getId(),
                station.channels().stream().map(Station.Channel::parameter).toList())),
        Optional.empty());
  }

  static NetworkWord withdrawn(String station) {
    return new NetworkWord(
        station, Optional.of(new Member("", "", "UTC", List.of())), Optional.empty());
  }

  static NetworkWord day(Station station, long start, String gas, int validHours) {
    LocalDate date = Instant.ofEpochMilli(start).atZone(station.zone()).toLocalDate();
    return new NetworkWord(
        station.id(), Optional.empty(), Optional.of(new Day(date, gas, validHours)));
  }

  /**
   * The network of a station: its province, or the topmost region where there is none.
   *
   * @param regions from its own up to the nation
   */
  static String network(List<String> regions) {
    return regions.stream()
        .filter(region -> region.endsWith("0000") && !region.equals("100000"))
        .findFirst()
        .orElse(regions.isEmpty() ? "100000" : regions.get(regions.size() - 1));
  }

  byte[] encode() {
    return VersionedBytes.write(
        VERSION,
        out -> {
          out.writeUTF(station);
          out.writeBoolean(member.isPresent());
          if (member.isPresent()) {
            out.writeUTF(member.get().name());
            out.writeUTF(member.get().region());
            out.writeUTF(member.get().zone());
            out.writeInt(member.get().gases().size());
            for (String gas : member.get().gases()) {
              out.writeUTF(gas);
            }
          } else {
            Day told = day.orElseThrow();
            out.writeLong(told.date().toEpochDay());
            out.writeUTF(told.gas());
            out.writeInt(told.validHours());
          }
        });
  }

  static NetworkWord decode(byte[] bytes) {
    return VersionedBytes.read(
        VERSION,
        bytes,
        in -> {
          String station = in.readUTF();
          return in.readBoolean()
              ? new NetworkWord(station, Optional.of(member(in)), Optional.empty())
              : new NetworkWord(
                  station,
                  Optional.empty(),
                  Optional.of(
                      new Day(LocalDate.ofEpochDay(in.readLong()), in.readUTF(), in.readInt())));
        });
  }

  private static Member member(DataInputStream in) throws IOException {
    String name = in.readUTF();
    String region = in.readUTF();
    String zone = in.readUTF();
    List<String> gases = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      gases.add(in.readUTF());
    }
    return new Member(name, region, zone, List.copyOf(gases));
  }
}
