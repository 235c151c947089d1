// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import io.tanliu.avro.AccessKey;
import io.tanliu.avro.KeyUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys as they stand in the compacted topic. */
public final class KeyBook {
  private static final Logger LOG = LoggerFactory.getLogger(KeyBook.class);

  private final Map<String, Key> keys = new ConcurrentSkipListMap<>();
  private final Map<String, String> certificates = new ConcurrentHashMap<>();
  private final Map<String, KeyUse> uses = new ConcurrentHashMap<>();

  /** Takes a record of the topic; null deletes. What cannot be understood lets nobody in. */
  void key(String id, AccessKey record) {
    Optional<Key> read = read(id, record);
    Key before = read.isPresent() ? keys.put(id, read.get()) : keys.remove(id);
    if (before != null) {
      before.certificate().ifPresent(name -> certificates.remove(name, id));
    }
    read.flatMap(Key::certificate).ifPresent(name -> certificates.put(name, id));
  }

  private static Optional<Key> read(String id, AccessKey record) {
    try {
      return Optional.ofNullable(record).map(KeyMapping::fromAvro);
    } catch (IllegalArgumentException e) {
      LOG.warn("key {} left out: {}", Safe.text(id, 40), Safe.text(e.getMessage(), 300));
      return Optional.empty();
    }
  }

  /** Takes a record of the topic of uses. */
  void use(String id, KeyUse use) {
    if (use == null) {
      uses.remove(id);
    } else {
      uses.put(id, use);
    }
  }

  /** The key of that id. */
  public Optional<Key> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** When it was last used, as far as that has been told; to the minute. */
  public Optional<KeyUse> lastUse(String id) {
    return Optional.ofNullable(uses.get(id));
  }

  /** All keys, by id. */
  public List<Key> all() {
    return List.copyOf(keys.values());
  }

  /** The key for which a certificate stands. */
  Optional<Key> byCertificate(String name) {
    return Optional.ofNullable(certificates.get(name)).flatMap(this::find);
  }
}
