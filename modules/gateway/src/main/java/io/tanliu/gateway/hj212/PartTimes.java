// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import io.tanliu.hj212.Header;
import io.tanliu.hj212.Packet;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins the parts of split packets (拆分包) by what they share: a part that does not repeat {@code
 * DataTime} has that of the others. One that comes before them is held back, unanswered, for a
 * bounded time; nothing is ever answered that is in memory alone.
 *
 * <p>For one thread.
 *
 * @param <W> what is to be done with a part
 */
public final class PartTimes<W> {
  private static final int MOST_TIMES = 20_000;
  private static final int MOST_HELD = 1_000;

  private final long patience;
  private final Map<Key, Held<W>> held = new LinkedHashMap<>();
  private final Map<Whole, LocalDateTime> times =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Whole, LocalDateTime> eldest) {
          return size() > MOST_TIMES;
        }
      };

  private record Whole(String mn, String qn, int cn, int pnum) {
    static Whole of(Packet part) {
      Header header = part.header();
      return new Whole(header.mn(), header.qn(), header.cn(), header.pnum());
    }
  }

  private record Key(Whole whole, int pno) {}

  private record Held<W>(W work, long until) {}

  /** What is to be done with a part now. */
  public enum Step {
    /** Work on it. */
    GO,
    /** Its time is not known yet; it is kept. */
    HOLD,
    /** It is being held already. */
    DROP
  }

  /**
   * Nothing is known yet.
   *
   * @param patienceNanos how long a part is held back
   */
  public PartTimes(long patienceNanos) {
    this.patience = patienceNanos;
  }

  /** The time of a packet: its own, or that of another part. */
  public Optional<LocalDateTime> time(Packet packet) {
    return packet
        .dataTime()
        .or(
            () ->
                packet.header().part()
                    ? Optional.ofNullable(times.get(Whole.of(packet)))
                    : Optional.empty());
  }

  /** Takes a packet that came at {@code now}; what has no time and is no part goes, too. */
  public Step take(Packet packet, W work, long now) {
    if (!packet.header().part()) {
      return Step.GO;
    }
    if (packet.dataTime().isPresent()) {
      times.put(Whole.of(packet), packet.dataTime().get());
      return Step.GO;
    }
    if (time(packet).isPresent() || held.size() >= MOST_HELD) {
      return Step.GO;
    }
    Held<W> before =
        held.putIfAbsent(
            new Key(Whole.of(packet), packet.header().pno()), new Held<>(work, now + patience));
    return before == null ? Step.HOLD : Step.DROP;
  }

  /** The parts that were held back and whose time has come, or whose patience is over. */
  public List<W> released(long now) {
    List<W> released = new ArrayList<>();
    Iterator<Map.Entry<Key, Held<W>>> parts = held.entrySet().iterator();
    while (parts.hasNext()) {
      Map.Entry<Key, Held<W>> part = parts.next();
      if (times.containsKey(part.getKey().whole()) || now - part.getValue().until() >= 0) {
        released.add(part.getValue().work());
        parts.remove();
      }
    }
    return released;
  }
}
