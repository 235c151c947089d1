// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.control.Target;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.EntityLedger;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.time.Granularity;
import io.tanliu.topology.state.EntityBooks;
import io.tanliu.topology.state.StoredWindowRows;
import io.tanliu.topology.state.WindowTable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Where the windows, budgets and publications of a task's entities are kept: the same for units and
 * for regions. Changed windows are published at intervals; what is still to be published stands in
 * the entity's book, so that a crash loses none.
 */
final class EntityDesk {
  /** More changed windows than this are published at once, to bound what a tick has to do. */
  private static final long MOST_DIRTY = 4_000;

  /** More than a day of changed quarter hours is history, not the present. */
  private static final long MANY_DIRTY = 96;

  /** How long history, or one of a crowd, waits for more of it, milliseconds. */
  private static final long LONGEST_WAIT = 5_000;

  /**
   * What each of the entities that changed costs the others in waiting, milliseconds: of more than
   * fifty in a tick, a task publishes some fifty a second, and each at least every five seconds.
   */
  private static final long WAIT_PER_ENTITY = 20;

  private static final int CROWD = 50;

  /** Lines in one message to a parent: some 300 kB, where a broker takes 1 MB. */
  private static final int MOST_LINES = 4_000;

  private final DeskStores names;
  private final BudgetDesk budgets;
  private final Publisher publisher;
  private final long bucketsOfFinest;
  private final Retention retention;
  private final Set<String> dirty = new LinkedHashSet<>();
  private final Map<String, Long> published = new HashMap<>();
  private ProcessorContext<String, Output> context;
  private WindowTable windows;
  private EntityBooks books;

  EntityDesk(DeskStores names, LedgerParts parts) {
    this.names = names;
    this.retention = new Retention(parts.settings());
    this.budgets = new BudgetDesk(parts.shares());
    this.publisher = new Publisher(parts);
    this.bucketsOfFinest = parts.settings().bucketsOfFinest();
  }

  /**
   * Reads what is kept in memory beside the stores. A task that lost its transaction is initialised
   * again with the same processors, so nothing that was in memory may survive.
   */
  void init(ProcessorContext<String, Output> processorContext) {
    context = processorContext;
    windows = new WindowTable(context.getStateStore(names.windows()));
    books = new EntityBooks(context.getStateStore(names.books()));
    budgets.init(context.getStateStore(names.budgets()));
    publisher.init();
    published.clear();
    dirty.clear();
    books.forEach(
        (entity, book) -> {
          if (!book.dirty().isEmpty()) {
            dirty.add(entity);
          }
        });
  }

  StoredWindowRows windows(String entity) {
    return windows.of(entity);
  }

  /** The book of an entity, empty when there is none yet. */
  Optional<EntityBook> book(String entity) {
    return books.get(entity);
  }

  /** Stores a book that was changed. */
  void keep(String entity, EntityBook book) {
    books.put(entity, book);
  }

  /** Visits the books of all entities of the task. */
  void forEachBook(BiConsumer<String, EntityBook> visitor) {
    books.forEach(visitor);
  }

  /** The entities whose books answer a question with yes. */
  List<String> entities(Predicate<EntityBook> question) {
    List<String> found = new ArrayList<>();
    books.forEach(
        (entity, book) -> {
          if (question.test(book)) {
            found.add(entity);
          }
        });
    return found;
  }

  /** An entity's buckets before a time have been converted by the factors of a fingerprint. */
  void converted(String entity, long fingerprint, long to) {
    EntityBook book = book(entity).orElseThrow();
    book.converted(fingerprint, to);
    books.put(entity, book);
  }

  /** Adds a change to an entity's windows, judges its budgets and marks what is to be published. */
  void change(String entity, ZoneId zone, RollupMessage.Change change, long timestamp) {
    change(entity, book(entity, zone), change, timestamp);
  }

  /** The book of an entity, a new one when there is none yet. */
  EntityBook book(String entity, ZoneId zone) {
    return book(entity).orElseGet(() -> new EntityBook(zone)).in(zone);
  }

  /**
   * The same for whoever has the entity's book at hand and changed it.
   *
   * @throws ArithmeticException when a sum does not fit; then nothing was changed
   */
  void change(String entity, EntityBook book, RollupMessage.Change change, long timestamp) {
    SortedMap<Long, Lines> buckets = change.buckets();
    // First what can fail: a sum that does not fit leaves everything as it was.
    new EntityLedger(book.zone()).apply(buckets, change.cause(), book, windows(entity));
    book.points().add(change.points());
    if (change.asOf() != Long.MIN_VALUE) {
      book.reached(change.asOf());
    }
    StoredWindowRows rows = windows(entity);
    if (!change.points().isEmpty()) {
      restateCoverage(change, book, rows);
    }
    retention.run(entity, book, rows, (key, output) -> forward(key, output, timestamp));
    if (!book.dirty().isEmpty()) {
      dirty.add(entity);
    }
    judge(entity, book, buckets, timestamp);
    // A change of points alone touches everything: many of them are published as one.
    if (!buckets.isEmpty() && book.dirty().buckets() > MOST_DIRTY * bucketsOfFinest) {
      publish(entity, book, timestamp);
    }
    books.put(entity, book);
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
          .forEach(found -> forward(entity, new Output.Signalled(found), timestamp));
    }
  }

  /** Sets, changes or withdraws a target and judges it on what is known. */
  void target(String entity, ZoneId zone, String id, Optional<Target> target, long timestamp) {
    EntityBook book = book(entity).orElseGet(() -> new EntityBook(zone));
    budgets
        .target(entity, id, target, book, windows(entity))
        .forEach(found -> forward(entity, new Output.Signalled(found), timestamp));
  }

  /**
   * Publishes every window that has changed since the last time. An entity into which history pours
   * waits a little longer, and so does each of a crowd: their windows change again at once.
   *
   * <p>What was published is committed at once, so that it can be seen; in a crowd it waits for the
   * commit interval, because every commit costs the broker the same.
   *
   * @param now wall clock, epoch milliseconds
   */
  void publish(long now) {
    if (dirty.isEmpty()) {
      return;
    }
    long crowded =
        dirty.size() <= CROWD ? 0 : Math.min(LONGEST_WAIT, dirty.size() * WAIT_PER_ENTITY);
    Iterator<String> entities = dirty.iterator();
    while (entities.hasNext()) {
      String entity = entities.next();
      EntityBook book = book(entity).orElseThrow();
      boolean many = book.dirty().buckets() > MANY_DIRTY * bucketsOfFinest;
      long wait = many ? LONGEST_WAIT : crowded;
      if (wait > 0 && now - published.getOrDefault(entity, 0L) < wait) {
        continue;
      }
      publish(entity, book, now);
      books.put(entity, book);
      published.put(entity, now);
      entities.remove();
    }
    if (crowded == 0) {
      context.commit();
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
