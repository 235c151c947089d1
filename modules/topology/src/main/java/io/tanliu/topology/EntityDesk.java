// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.control.Target;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.EntityLedger;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.Shares;
import io.tanliu.domain.time.Granularity;
import io.tanliu.topology.state.EntityBookCodec;
import io.tanliu.topology.state.StoredWindowRows;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Where the windows, budgets and publications of a task's entities are kept: the same for units and
 * for regions. Changed windows are published at intervals; what is still to be published stands in
 * the entity's book, so that a crash loses none.
 */
final class EntityDesk {
  /** More changed buckets than this are published at once, to bound what a tick has to do. */
  private static final long MOST_DIRTY = 4_000;

  /** More than a day of changed buckets is history, not the present. */
  private static final long MANY_DIRTY = 96;

  /** How long history waits for more of it, milliseconds. */
  private static final long LONGEST_WAIT = 5_000;

  /** Lines in one message to a parent: some 300 kB, where a broker takes 1 MB. */
  private static final int MOST_LINES = 4_000;

  private final DeskStores names;
  private final BudgetDesk budgets;
  private final Publisher publisher;
  private final Set<String> dirty = new LinkedHashSet<>();
  private final Map<String, Long> published = new HashMap<>();
  private ProcessorContext<String, Output> context;
  private KeyValueStore<Bytes, byte[]> windows;
  private KeyValueStore<String, byte[]> books;

  EntityDesk(DeskStores names, Shares shares) {
    this.names = names;
    this.budgets = new BudgetDesk(shares);
    this.publisher = new Publisher(shares);
  }

  /**
   * Reads what is kept in memory beside the stores. A task that lost its transaction is initialised
   * again with the same processors, so nothing that was in memory may survive.
   */
  void init(ProcessorContext<String, Output> processorContext) {
    context = processorContext;
    windows = context.getStateStore(names.windows());
    books = context.getStateStore(names.books());
    budgets.init(context.getStateStore(names.budgets()));
    dirty.clear();
    try (KeyValueIterator<String, byte[]> all = books.all()) {
      all.forEachRemaining(
          row -> {
            if (!EntityBookCodec.decode(row.value).dirty().isEmpty()) {
              dirty.add(row.key);
            }
          });
    }
  }

  StoredWindowRows windows(String entity) {
    return new StoredWindowRows(windows, entity);
  }

  /** The book of an entity, empty when there is none yet. */
  Optional<EntityBook> book(String entity) {
    return Optional.ofNullable(books.get(entity)).map(EntityBookCodec::decode);
  }

  /** Adds a change to an entity's windows, judges its budgets and marks what is to be published. */
  void change(String entity, ZoneId zone, RollupMessage.Change change, long timestamp) {
    EntityBook book = book(entity).orElseGet(() -> new EntityBook(zone)).in(zone);
    SortedMap<Long, Lines> buckets = change.buckets();
    book.points().add(change.points());
    if (change.asOf() != Long.MIN_VALUE) {
      book.reached(change.asOf());
    }
    StoredWindowRows rows = windows(entity);
    if (!change.points().isEmpty()) {
      restateCoverage(change, book, rows);
    }
    new EntityLedger(book.zone()).apply(buckets, change.cause(), book, rows);
    if (!book.dirty().isEmpty()) {
      dirty.add(entity);
    }
    judge(entity, book, buckets, timestamp);
    // A change of points alone touches everything: many of them are published as one.
    if (!buckets.isEmpty() && book.dirty().buckets() > MOST_DIRTY) {
      publish(entity, book, timestamp);
    }
    books.put(entity, EntityBookCodec.encode(book));
  }

  /** Coverage is a share of the points' time: with other points every window has another one. */
  private static void restateCoverage(
      RollupMessage.Change change, EntityBook book, StoredWindowRows rows) {
    OptionalLong first = rows.firstBucket();
    if (book.asOf() == Long.MIN_VALUE || first.isEmpty()) {
      return;
    }
    long start = Math.max(first.getAsLong(), change.points().first());
    long end = Math.min(Granularity.base(book.asOf()) + Granularity.BASE, change.points().last());
    if (start < end) {
      book.mark(start, end, change.cause());
    }
  }

  private void judge(
      String entity, EntityBook book, SortedMap<Long, Lines> buckets, long timestamp) {
    if (book.asOf() != Long.MIN_VALUE) {
      budgets
          .judge(entity, book, windows(entity), buckets)
          .forEach(alert -> forward(entity, new Output.AlertChange(alert), timestamp));
    }
  }

  /** Sets, changes or withdraws a target and judges it on what is known. */
  void target(String entity, ZoneId zone, String id, Optional<Target> target, long timestamp) {
    EntityBook book = book(entity).orElseGet(() -> new EntityBook(zone));
    budgets
        .target(entity, id, target, book, windows(entity))
        .forEach(alert -> forward(entity, new Output.AlertChange(alert), timestamp));
  }

  /**
   * Publishes every window that has changed since the last time. An entity into which history pours
   * waits a little longer: its windows change again at once.
   *
   * @param now wall clock, epoch milliseconds
   */
  void publish(long now) {
    Iterator<String> entities = dirty.iterator();
    while (entities.hasNext()) {
      String entity = entities.next();
      EntityBook book = book(entity).orElseThrow();
      boolean pouring = book.dirty().buckets() > MANY_DIRTY;
      if (pouring && now - published.getOrDefault(entity, 0L) < LONGEST_WAIT) {
        continue;
      }
      publish(entity, book, now);
      books.put(entity, EntityBookCodec.encode(book));
      published.put(entity, now);
      entities.remove();
    }
  }

  private void publish(String entity, EntityBook book, long timestamp) {
    publisher.publish(
        entity, book, windows(entity), (key, output) -> forward(key, output, timestamp));
    book.published();
  }

  void forward(String key, Output output, long timestamp) {
    context.forward(new Record<>(key, output, timestamp));
  }

  /** All parents of an entity hear of its change, in messages that a broker takes. */
  void tell(Iterable<String> parents, RollupMessage.Change change, long timestamp) {
    List<RollupMessage.Change> parts = change.parts(MOST_LINES);
    for (String parent : parents) {
      parts.forEach(part -> forward(parent, new Output.Rollup(part), timestamp));
    }
  }
}
