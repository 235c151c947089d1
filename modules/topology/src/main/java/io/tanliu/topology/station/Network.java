// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.topology.state.VersionedBytes;
import io.tanliu.topology.station.NetworkWord.Member;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a network knows: its stations, from which day each counts, and the valid hours of the newest
 * days. One row of state.
 */
final class Network {
  private static final int VERSION = 1;

  /** Days that are kept: as long as observations may come late, and what a course needs. */
  static final int KEPT_DAYS = 60;

  /** Stations by id. */
  final TreeMap<String, Member> members = new TreeMap<>();

  /** First day of each station, epoch days. */
  final Map<String, Long> since = new TreeMap<>();

  /** Valid hours by day, station and gas. */
  final TreeMap<Long, TreeMap<String, Map<String, Integer>>> days = new TreeMap<>();

  /** Days that are to be told, epoch days. */
  final TreeSet<Long> dirty = new TreeSet<>();

  /** Takes a word. */
  void take(NetworkWord word) {
    word.member().ifPresent(member -> define(word.station(), member));
    word.day().ifPresent(day -> day(word.station(), day));
  }

  private void define(String station, Member member) {
    if (member.region().isEmpty()) {
      members.remove(station);
      since.remove(station);
    } else {
      members.put(station, member);
      newest().ifPresent(day -> since.putIfAbsent(station, day.toEpochDay()));
    }
    dirty.addAll(days.keySet());
  }

  private void day(String station, NetworkWord.Day told) {
    long day = told.date().toEpochDay();
    Optional<LocalDate> before = newest();
    days.computeIfAbsent(day, d -> new TreeMap<>())
        .computeIfAbsent(station, s -> new HashMap<>())
        .put(told.gas(), told.validHours());
    since.merge(station, day, Math::min);
    dirty.add(day);
    long newest = newest().orElseThrow().toEpochDay();
    if (before.isEmpty()) {
      members.keySet().forEach(member -> since.putIfAbsent(member, day));
    } else if (newest > before.get().toEpochDay()) {
      for (long gone = before.get().toEpochDay(); gone < newest; gone++) {
        if (newest - gone <= KEPT_DAYS) {
          days.computeIfAbsent(gone, d -> new TreeMap<>());
          dirty.add(gone);
        }
      }
    }
    days.headMap(newest - KEPT_DAYS).clear();
    dirty.headSet(newest - KEPT_DAYS).clear();
  }

  /** Newest day of which anybody sent anything. */
  Optional<LocalDate> newest() {
    return days.isEmpty() ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(days.lastKey()));
  }

  /** True when a station counts on a day. */
  boolean counts(String station, long day) {
    return members.containsKey(station) && since.getOrDefault(station, Long.MAX_VALUE) <= day;
  }

  byte[] encode() {
    return VersionedBytes.write(
        VERSION,
        out -> {
          out.writeInt(members.size());
          for (Map.Entry<String, Member> member : members.entrySet()) {
            byte[] word =
                new NetworkWord(member.getKey(), Optional.of(member.getValue()), Optional.empty())
                    .encode();
            out.writeInt(word.length);
            out.write(word);
            out.writeLong(since.getOrDefault(member.getKey(), Long.MAX_VALUE));
          }
          out.writeInt(days.size());
          for (Map.Entry<Long, TreeMap<String, Map<String, Integer>>> day : days.entrySet()) {
            out.writeLong(day.getKey());
            out.writeInt(day.getValue().size());
            for (Map.Entry<String, Map<String, Integer>> station : day.getValue().entrySet()) {
              out.writeUTF(station.getKey());
              out.writeInt(station.getValue().size());
              for (Map.Entry<String, Integer> gas : station.getValue().entrySet()) {
                out.writeUTF(gas.getKey());
                out.writeInt(gas.getValue());
              }
            }
          }
          out.writeInt(dirty.size());
          for (long day : dirty) {
            out.writeLong(day);
          }
        });
  }

  static Network decode(byte[] bytes) {
    Network network = new Network();
    return bytes == null ? network : VersionedBytes.read(VERSION, bytes, in -> read(network, in));
  }

  private static Network read(Network network, DataInputStream in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      NetworkWord word = NetworkWord.decode(in.readNBytes(in.readInt()));
      network.members.put(word.station(), word.member().orElseThrow());
      long since = in.readLong();
      if (since != Long.MAX_VALUE) {
        network.since.put(word.station(), since);
      }
    }
    for (int left = in.readInt(); left > 0; left--) {
      TreeMap<String, Map<String, Integer>> stations = new TreeMap<>();
      network.days.put(in.readLong(), stations);
      for (int more = in.readInt(); more > 0; more--) {
        Map<String, Integer> gases = new HashMap<>();
        stations.put(in.readUTF(), gases);
        for (int gas = in.readInt(); gas > 0; gas--) {
          gases.put(in.readUTF(), in.readInt());
        }
      }
    }
    for (int left = in.readInt(); left > 0; left--) {
      network.dirty.add(in.readLong());
    }
    return network;
  }
}
