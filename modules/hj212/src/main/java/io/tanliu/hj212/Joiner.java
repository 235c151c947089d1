// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Joins the parts of split packets (拆分包), in whatever order they come. Bounded: in packets that are
 * incomplete, in their bytes, and in how long they are waited for.
 *
 * <p>For one thread.
 */
public final class Joiner {
  private final int mostOpen;
  private final int mostBytes;
  private final long patience;
  private final Map<Key, Open> open = new LinkedHashMap<>();
  private int bytes;
  private long dropped;

  private record Key(String mn, String qn, int cn, int pnum) {}

  private static final class Open {
    private final SortedMap<Integer, Packet> parts = new TreeMap<>();
    private final long since;
    private int bytes;

    private Open(long since) {
      this.since = since;
    }
  }

  /** What became of a part. */
  public enum Outcome {
    /** The packet is whole. */
    WHOLE,
    /** Others are missing. */
    WAITING,
    /** This part is there already; it changes nothing. */
    REPEATED,
    /** Too large ever to be joined here. */
    REFUSED
  }

  /**
   * What became of a part.
   *
   * @param outcome in a word
   * @param packet the joined packet, when it is whole
   */
  public record Joined(Outcome outcome, Optional<Packet> packet) {}

  /**
   * A joiner.
   *
   * @param mostOpen incomplete packets, at least 1; the oldest is dropped for a new one
   * @param mostBytes of all parts held, at least 1
   * @param patienceMillis how long an incomplete packet is kept
   */
  public Joiner(int mostOpen, int mostBytes, long patienceMillis) {
    if (mostOpen < 1 || mostBytes < 1 || patienceMillis < 1) {
      throw new IllegalArgumentException(
          "bounds: "
              + List.of(mostOpen, mostBytes, patienceMillis)
              + " (expected: each at least 1)");
    }
    this.mostOpen = mostOpen;
    this.mostBytes = mostBytes;
    this.patience = patienceMillis;
  }

  /** Takes a part that came at {@code now}, in milliseconds; a packet that is no part is whole. */
  public Joined take(Packet part, long now) {
    expire(now);
    Header header = part.header();
    if (!header.part()) {
      return new Joined(Outcome.WHOLE, Optional.of(part));
    }
    int size = part.to() - part.from();
    if (size > mostBytes) {
      return new Joined(Outcome.REFUSED, Optional.empty());
    }
    Key key = new Key(header.mn(), header.qn(), header.cn(), header.pnum());
    Open entry = open.get(key);
    if (entry != null && entry.parts.containsKey(header.pno())) {
      return new Joined(Outcome.REPEATED, Optional.empty());
    }
    makeRoom(entry == null, size);
    entry = open.computeIfAbsent(key, each -> new Open(now));
    entry.parts.put(header.pno(), part);
    entry.bytes += size;
    bytes += size;
    if (entry.parts.size() < header.pnum()) {
      return new Joined(Outcome.WAITING, Optional.empty());
    }
    open.remove(key);
    bytes -= entry.bytes;
    return new Joined(Outcome.WHOLE, Optional.of(Splitter.join(List.copyOf(entry.parts.values()))));
  }

  /** Drops what has waited too long at {@code now}, in milliseconds. */
  public void expire(long now) {
    Iterator<Open> oldest = open.values().iterator();
    while (oldest.hasNext()) {
      Open entry = oldest.next();
      if (now - entry.since < patience) {
        return;
      }
      oldest.remove();
      forget(entry);
    }
  }

  /** Incomplete packets. */
  public int waiting() {
    return open.size();
  }

  /** Incomplete packets dropped since the beginning. */
  public long dropped() {
    return dropped;
  }

  private void makeRoom(boolean another, int size) {
    List<Key> oldest = new ArrayList<>(open.keySet());
    for (Key each : oldest) {
      boolean full = (another && open.size() >= mostOpen) || bytes + size > mostBytes;
      if (!full) {
        return;
      }
      forget(open.remove(each));
    }
  }

  private void forget(Open entry) {
    bytes -= entry.bytes;
    dropped++;
  }
}
