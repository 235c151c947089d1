// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.notice;

import io.tanliu.domain.notice.GroupState;
import io.tanliu.domain.notice.NoticeRow;
import io.tanliu.topology.state.VersionedBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Groups, their alerts and their timers, as rows of one store that begin with a letter each. Only
 * what is due is looked at, however many groups there are.
 */
final class NoticeStore {
  private static final int VERSION = 1;
  private static final byte GROUP = 'g';
  private static final byte ALERT = 'a';
  private static final byte TIMER = 't';

  private final KeyValueStore<Bytes, byte[]> store;

  NoticeStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  GroupState state(String group) {
    byte[] value = store.get(key(GROUP, group, ""));
    if (value == null) {
      return GroupState.NEW;
    }
    return VersionedBytes.read(
        VERSION,
        value,
        in -> new GroupState(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
  }

  /** Keeps the state, and the timer that goes with it. */
  void put(String group, GroupState before, GroupState state) {
    if (before.next() != state.next()) {
      if (before.next() != GroupState.NEVER) {
        store.delete(timer(before.next(), group));
      }
      if (state.next() != GroupState.NEVER) {
        store.put(timer(state.next(), group), new byte[0]);
      }
    }
    byte[] value =
        VersionedBytes.write(
            VERSION,
            out -> {
              out.writeLong(state.clock());
              out.writeLong(state.told());
              out.writeLong(state.due());
              out.writeLong(state.repeat());
            });
    store.put(key(GROUP, group, ""), value);
  }

  Optional<NoticeRow> row(String group, String alert) {
    return Optional.ofNullable(store.get(key(ALERT, group, alert))).map(NewsCodec::row);
  }

  void put(String group, String alert, Optional<NoticeRow> row) {
    Bytes key = key(ALERT, group, alert);
    if (row.isPresent()) {
      store.put(key, NewsCodec.row(row.get()));
    } else {
      store.delete(key);
    }
  }

  /** All alerts of a group, by id. */
  Map<String, NoticeRow> rows(String group) {
    Map<String, NoticeRow> rows = new LinkedHashMap<>();
    byte[] from = key(ALERT, group, "").get();
    byte[] to = from.clone();
    to[to.length - 1] = 1;
    try (KeyValueIterator<Bytes, byte[]> found = store.range(Bytes.wrap(from), Bytes.wrap(to))) {
      while (found.hasNext()) {
        NoticeRow row = NewsCodec.row(found.next().value);
        rows.put(row.news().alertId(), row);
      }
    }
    return rows;
  }

  /** Groups that are due at that time or were before, the longest due first. */
  List<String> due(long at) {
    List<String> groups = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> found =
        store.range(timer(0, ""), timer(Math.max(0, at) + 1, ""))) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> next = found.next();
        byte[] key = next.key.get();
        int name = 1 + Long.BYTES;
        groups.add(new String(key, name, key.length - name, StandardCharsets.UTF_8));
      }
    }
    return groups;
  }

  private static Bytes key(byte kind, String group, String alert) {
    byte[] first = group.getBytes(StandardCharsets.UTF_8);
    byte[] second = alert.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(2 + first.length + second.length)
            .put(kind)
            .put(first)
            .put((byte) 0)
            .put(second)
            .array());
  }

  /** Sorts by time; record times are after 1970. */
  private static Bytes timer(long at, String group) {
    byte[] name = group.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(1 + Long.BYTES + name.length)
            .put(TIMER)
            .putLong(Math.max(0, at))
            .put(name)
            .array());
  }
}
