// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.EntityBook;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The books of all entities of a task; those used last are held as objects too. */
public final class EntityBooks {
  private static final int MOST_BOOKS = 4_096;

  private final Recent<String, EntityBook> recent = new Recent<>(MOST_BOOKS);
  private final KeyValueStore<String, byte[]> store;

  /** Books of a task that has just been initialised. */
  public EntityBooks(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /**
   * The book of an entity, empty when there is none yet. Whoever changes it stores it with {@link
   * #put} before anything can fail but the task.
   */
  public Optional<EntityBook> get(String entity) {
    EntityBook known = recent.get(entity);
    if (known == null) {
      byte[] bytes = store.get(entity);
      if (bytes == null) {
        return Optional.empty();
      }
      known = EntityBookCodec.decode(bytes);
      recent.put(entity, known);
    }
    return Optional.of(known);
  }

  /** Stores a book. */
  public void put(String entity, EntityBook book) {
    store.put(entity, EntityBookCodec.encode(book));
    recent.put(entity, book);
  }

  /** Visits all books. */
  public void forEach(BiConsumer<String, EntityBook> visitor) {
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      all.forEachRemaining(row -> visitor.accept(row.key, EntityBookCodec.decode(row.value)));
    }
  }
}
