// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which entities are to be judged again, and what of them changed. The marks are stored, so a crash
 * loses none; when an entity was judged last is only a matter of pace and is not.
 */
final class Marks {
  /** The running day grew. */
  static final int NOW = 1;

  /** A past day, a report, a target or the unit itself changed. */
  static final int PAST = 2;

  /** An hour that is over changed. */
  static final int HOURS = 4;

  /** Quality of a day changed. */
  static final int QUALITY = 8;

  /** So many entities may be judged as often as they change. */
  private static final int CROWD = 50;

  private static final long CROWD_PAUSE = 5_000;
  private static final int MOST_AT_ONCE = 500;

  private final TreeMap<String, Integer> marks = new TreeMap<>();
  private final Map<String, Long> judged = new TreeMap<>();
  private KeyValueStore<String, byte[]> store;
  private String last = "";
  private boolean loaded;

  /** An entity and what of it changed. */
  record Mark(String entity, int what) {}

  void init(KeyValueStore<String, byte[]> marked) {
    store = marked;
    marks.clear();
    judged.clear();
    loaded = false;
  }

  private void load() {
    if (!loaded) {
      loaded = true;
      try (KeyValueIterator<String, byte[]> all = store.all()) {
        all.forEachRemaining(entry -> marks.put(entry.key, (int) entry.value[0]));
      }
    }
  }

  void mark(String entity, int what) {
    load();
    int before = marks.getOrDefault(entity, 0);
    if ((before | what) != before) {
      marks.put(entity, before | what);
      store.put(entity, new byte[] {(byte) (before | what)});
    }
  }

  /** The entities whose turn it is, at most {@value #MOST_AT_ONCE}; they are no longer marked. */
  List<Mark> due(long now) {
    load();
    List<Mark> due = new ArrayList<>();
    boolean crowd = marks.size() > CROWD;
    Optional<String> next = Optional.ofNullable(marks.higherKey(last));
    for (int i = 0; i < marks.size() && due.size() < MOST_AT_ONCE; i++) {
      String entity = next.orElseGet(marks::firstKey);
      if (!crowd || judged.getOrDefault(entity, Long.MIN_VALUE / 2) + CROWD_PAUSE <= now) {
        due.add(new Mark(entity, marks.get(entity)));
        last = entity;
      }
      next = Optional.ofNullable(marks.higherKey(entity));
    }
    for (Mark mark : due) {
      marks.remove(mark.entity());
      store.delete(mark.entity());
      judged.put(mark.entity(), now);
    }
    judged.values().removeIf(time -> time + CROWD_PAUSE < now);
    return due;
  }
}
