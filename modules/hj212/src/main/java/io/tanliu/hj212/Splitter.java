// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits a packet whose region is too long into parts (拆分包), at the borders of groups. */
public final class Splitter {
  private static final byte[] DATA_TIME = {'D', 'a', 't', 'a', 'T', 'i', 'm', 'e', '='};

  private Splitter() {}

  /** The longest region of the revision, in bytes: 950, of 2005 960. */
  public static int longestRegion(Version version) {
    return version == Version.V2005 ? 960 : 950;
  }

  /**
   * Packets whose regions are not longer than {@code longest} bytes: the packet itself if it is
   * short enough, else parts 1 to n with the same {@code QN}. A leading {@code DataTime} stands in
   * each part, so that each can be understood alone.
   *
   * @throws IllegalArgumentException when one group alone is too long, or there are more than 9999
   *     parts
   */
  public static List<Packet> split(Packet whole, int longest) {
    if (whole.region().length() <= longest) {
      return List.of(whole);
    }
    Cursor groups = whole.region().groups();
    groups.advance();
    boolean timed = dataTime(whole.bytes(), groups.from, groups.to);
    int timeFrom = groups.from;
    int timeLength = timed ? groups.to - groups.from : 0;
    List<int[]> parts = new ArrayList<>();
    int from = -1;
    int to = -1;
    boolean more = !timed || groups.advance();
    while (more) {
      int prefix = timed ? timeLength + 1 : 0;
      if (prefix + groups.to - groups.from > longest) {
        throw new IllegalArgumentException(
            "group: "
                + Findings.text(whole.bytes(), groups.from, groups.to)
                + " (expected: at most "
                + longest
                + " bytes with DataTime)");
      }
      if (from >= 0 && prefix + groups.to - from > longest) {
        parts.add(new int[] {from, to});
        from = -1;
      }
      if (from < 0) {
        from = groups.from;
      }
      to = groups.to;
      more = groups.advance();
    }
    parts.add(new int[] {from, to});
    List<Packet> result = new ArrayList<>(parts.size());
    for (int[] part : parts) {
      PacketBuilder builder = PacketBuilder.like(whole).part(result.size() + 1, parts.size());
      if (timed) {
        builder.raw(whole.bytes(), timeFrom, timeFrom + timeLength);
      }
      result.add(builder.raw(whole.bytes(), part[0], part[1]).build());
    }
    return List.copyOf(result);
  }

  /**
   * One packet of all its parts, in their order; a repeated leading {@code DataTime} is left out.
   */
  static Packet join(List<Packet> parts) {
    Packet first = parts.get(0);
    PacketBuilder builder = PacketBuilder.like(first).part(0, 0);
    int timeLength = leadingTime(first);
    builder.raw(first.bytes(), first.regionFrom(), first.regionTo());
    for (Packet part : parts.subList(1, parts.size())) {
      int from = part.regionFrom();
      if (timeLength > 0 && sameStart(first, part, timeLength)) {
        from = Math.min(part.regionTo(), from + timeLength + 1);
      }
      if (from < part.regionTo()) {
        builder.raw(part.bytes(), from, part.regionTo());
      }
    }
    return builder.build();
  }

  private static int leadingTime(Packet packet) {
    Cursor groups = packet.region().groups();
    return groups.advance() && dataTime(packet.bytes(), groups.from, groups.to)
        ? groups.to - groups.from
        : 0;
  }

  private static boolean sameStart(Packet one, Packet other, int length) {
    return leadingTime(other) == length
        && Arrays.equals(
            one.bytes(),
            one.regionFrom(),
            one.regionFrom() + length,
            other.bytes(),
            other.regionFrom(),
            other.regionFrom() + length);
  }

  private static boolean dataTime(byte[] bytes, int from, int to) {
    return Bytes.find(bytes, from, Math.min(to, from + DATA_TIME.length), DATA_TIME) >= 0;
  }
}
