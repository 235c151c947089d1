// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.topology.state.Fingerprint;
import io.tanliu.topology.state.VersionedBytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Fingerprints and revisions of what was told, so that nothing is told twice. */
final class Told {
  private static final int VERSION = 1;

  private final KeyValueStore<String, byte[]> store;

  Told(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  private record Row(long revision, Bytes fingerprint) {
    static final Row NONE = new Row(0, Bytes.wrap(new byte[0]));

    byte[] encode() {
      return VersionedBytes.write(
          VERSION,
          out -> {
            out.writeLong(revision);
            out.write(fingerprint.get());
          });
    }

    static Row decode(byte[] bytes) {
      return VersionedBytes.read(
          VERSION, bytes, in -> new Row(in.readLong(), Bytes.wrap(in.readAllBytes())));
    }
  }

  /**
   * Notes what is told under a key.
   *
   * @param content what decides whether it is told again: the record without its event time
   * @return its revision, from 1; empty when it was told before
   */
  Optional<Long> revised(String key, String content) {
    Bytes now = Bytes.wrap(Fingerprint.of(content.getBytes(StandardCharsets.UTF_8)));
    byte[] before = store.get(key);
    Row row = before == null ? Row.NONE : Row.decode(before);
    if (row.fingerprint().equals(now)) {
      return Optional.empty();
    }
    long revision = row.revision() + 1;
    store.put(key, new Row(revision, now).encode());
    return Optional.of(revision);
  }

  /**
   * What was noted last.
   *
   * @param at event time, epoch milliseconds
   */
  record Note(long at, String text) {}

  /** Notes something; answers what was noted before. */
  Optional<Note> note(String key, long at, String text) {
    byte[] before = store.get(key);
    store.put(
        key,
        VersionedBytes.write(
            VERSION,
            out -> {
              out.writeLong(at);
              out.writeUTF(text);
            }));
    return before == null
        ? Optional.empty()
        : Optional.of(
            VersionedBytes.read(VERSION, before, in -> new Note(in.readLong(), in.readUTF())));
  }

  /** True when something was told under the key. */
  boolean knows(String key) {
    return store.get(key) != null;
  }
}
