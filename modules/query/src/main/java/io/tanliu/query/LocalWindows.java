// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.query.WindowRouting.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.InvalidStateStorePartitionException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the stores of this instance by interactive queries. */
final class LocalWindows implements RawWindows {
  /** Records that a copy may lack and still answer: it stops where the keeper last committed. */
  private static final long MOST_BEHIND = 100_000;

  /** Records that the keeper itself may lack while it makes what was its copy its own. */
  private static final long CATCHING_UP = 1_000;

  private final Supplier<KafkaStreams> streams;
  private final WindowRouting routing;
  private final Lag lag;

  /**
   * @param streams the running instance; throws a {@link Problem} while there is none
   * @param lag how far the stores are behind their logs
   */
  LocalWindows(Supplier<KafkaStreams> streams, WindowRouting routing, Lag lag) {
    this.streams = streams;
    this.routing = routing;
    this.lag = lag;
  }

  @Override
  public Held read(List<WindowScan> scans, boolean copies) {
    List<List<byte[]>> answers = new ArrayList<>(scans.size());
    Source source = Source.NOTHING;
    for (WindowScan scan : scans) {
      Place place = routing.place(scan.store(), scan.entity());
      boolean keeper = routing.here(place.host());
      if (!keeper && !copies) {
        throw Problem.misdirected("entity", scan.entity());
      }
      answers.add(read(scan, place.partition(), copies));
      source =
          source.and(
              copies
                  ? copy(scan, place.partition(), keeper ? CATCHING_UP : MOST_BEHIND)
                  : Source.keeper(
                      lag.ofKept(QueryTopology.topic(scan.store()), place.partition())));
    }
    return new Held(answers, source);
  }

  /** A copy that is still being filled would pass for an entity without data. */
  private Source copy(WindowScan scan, int partition, long most) {
    OptionalLong behind = lag.ofCopy(scan.store(), partition);
    if (behind.orElse(Long.MAX_VALUE) > most) {
      throw Problem.unavailable("STORE_NOT_READY", "the store is being filled");
    }
    return Source.copy(behind.getAsLong());
  }

  private List<byte[]> read(WindowScan scan, int partition, boolean copy) {
    try {
      StoreQueryParameters<ReadOnlyKeyValueStore<String, byte[]>> wanted =
          StoreQueryParameters.fromNameAndType(
                  scan.store(), QueryableStoreTypes.<String, byte[]>keyValueStore())
              .withPartition(partition);
      return read(streams.get().store(copy ? wanted.enableStaleStores() : wanted), scan);
    } catch (InvalidStateStorePartitionException e) {
      throw Problem.misdirected("entity", scan.entity());
    } catch (InvalidStateStoreException e) {
      throw Problem.unavailable("STORE_NOT_READY", "the store is being filled or moved");
    }
  }

  private static List<byte[]> read(ReadOnlyKeyValueStore<String, byte[]> store, WindowScan scan) {
    List<byte[]> values = new ArrayList<>();
    if (scan.from().equals(scan.to())) {
      byte[] value = store.get(scan.from());
      if (value != null) {
        values.add(value);
      }
      return values;
    }
    if (scan.from().compareTo(scan.to()) > 0) {
      return values;
    }
    try (KeyValueIterator<String, byte[]> found =
        scan.newestFirst()
            ? store.reverseRange(scan.from(), scan.to())
            : store.range(scan.from(), scan.to())) {
      while (found.hasNext() && values.size() < scan.limit()) {
        values.add(found.next().value);
      }
    }
    return values;
  }
}
