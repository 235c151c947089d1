// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.query.WindowRouting.Place;
import java.util.ArrayList;
import java.util.List;
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
  private final Supplier<KafkaStreams> streams;
  private final WindowRouting routing;

  /**
   * @param streams the running instance; throws a {@link Problem} while there is none
   */
  LocalWindows(Supplier<KafkaStreams> streams, WindowRouting routing) {
    this.streams = streams;
    this.routing = routing;
  }

  @Override
  public List<List<byte[]>> read(List<WindowScan> scans) {
    List<List<byte[]>> answers = new ArrayList<>(scans.size());
    for (WindowScan scan : scans) {
      answers.add(read(scan));
    }
    return answers;
  }

  private List<byte[]> read(WindowScan scan) {
    Place place = routing.place(scan.store(), scan.entity());
    if (!routing.here(place.host())) {
      throw Problem.misdirected("entity", scan.entity());
    }
    try {
      ReadOnlyKeyValueStore<String, byte[]> store =
          streams
              .get()
              .store(
                  StoreQueryParameters.fromNameAndType(
                          scan.store(), QueryableStoreTypes.<String, byte[]>keyValueStore())
                      .withPartition(place.partition()));
      return read(store, scan);
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
