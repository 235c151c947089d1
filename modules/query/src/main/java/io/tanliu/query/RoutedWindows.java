// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Reads records from the instance that keeps them, this one or another.
 *
 * @param <V> the records: windows, or the quality of days
 */
final class RoutedWindows<V> {
  /** Answers of tens of thousands of windows are built in memory, so only so many at once. */
  private static final int MAX_AT_ONCE = 8;

  private static final long MAX_WAIT_SECONDS = 5;
  private static final String NOBODY = "nobody keeps the entity yet";

  private final WindowRouting routing;
  private final RawWindows local;
  private final RemoteWindows remote;
  private final Function<byte[], V> decoder;
  private final Semaphore turns = new Semaphore(MAX_AT_ONCE);

  RoutedWindows(
      WindowRouting routing, RawWindows local, RemoteWindows remote, Function<byte[], V> decoder) {
    this.routing = routing;
    this.local = local;
    this.remote = remote;
    this.decoder = decoder;
  }

  /** The records of each scan, see {@link WindowReader}. */
  List<List<V>> read(List<WindowScan> scans) {
    acquire();
    try {
      return attempt(scans);
    } catch (Problem e) {
      if (e.status() != 421) {
        throw e;
      }
      return again(scans);
    } finally {
      turns.release();
    }
  }

  /** The key moved between asking for its place and reading it: ask once more, then give up. */
  private List<List<V>> again(List<WindowScan> scans) {
    try {
      return attempt(scans);
    } catch (Problem e) {
      throw e.status() == 421
          ? Problem.unavailable("STORE_NOT_READY", "the store is moving between instances")
          : e;
    }
  }

  /** One that is asked for some of the scans; not the keeper of theirs: for its copy. */
  private record Holder(HostInfo host, boolean keeper) {}

  /**
   * Asks the keepers, and where one does not answer those that have a copy, one after the other.
   */
  private List<List<V>> attempt(List<WindowScan> scans) {
    List<List<Holder>> holders =
        scans.stream().map(scan -> holders(routing.place(scan.store(), scan.entity()))).toList();
    List<List<V>> answers = new ArrayList<>(Collections.nCopies(scans.size(), List.of()));
    List<Integer> open = IntStream.range(0, scans.size()).boxed().toList();
    Problem last = null;
    for (int round = 0; !open.isEmpty(); round++) {
      Map<Holder, List<Integer>> asked = new LinkedHashMap<>();
      for (int scan : open) {
        if (round >= holders.get(scan).size()) {
          throw last == null ? Problem.unavailable("STORE_NOT_READY", NOBODY) : last;
        }
        asked.computeIfAbsent(holders.get(scan).get(round), h -> new ArrayList<>()).add(scan);
      }
      List<Integer> unanswered = new ArrayList<>();
      for (Map.Entry<Holder, Supplier<Held>> each : ask(asked, scans).entrySet()) {
        List<Integer> indices = asked.get(each.getKey());
        try {
          Held held = each.getValue().get();
          Sources.read(held.source());
          for (int i = 0; i < indices.size(); i++) {
            answers.set(indices.get(i), decode(held.values().get(i)));
          }
        } catch (Problem e) {
          if (!e.passing()) {
            throw e;
          }
          last = e;
          unanswered.addAll(indices);
        }
      }
      open = unanswered;
    }
    return answers;
  }

  /** All others are asked at once, before this instance reads for itself. */
  private Map<Holder, Supplier<Held>> ask(
      Map<Holder, List<Integer>> asked, List<WindowScan> scans) {
    Map<Holder, Supplier<Held>> answers = new LinkedHashMap<>();
    asked.forEach(
        (holder, indices) -> {
          List<WindowScan> its = indices.stream().map(scans::get).toList();
          if (routing.here(holder.host())) {
            answers.put(holder, () -> local.read(its, !holder.keeper()));
          } else {
            CompletableFuture<Held> future = remote.read(holder.host(), its, !holder.keeper());
            answers.put(holder, () -> join(future));
          }
        });
    return answers;
  }

  /**
   * The keeper first, unless it has just not answered while somebody has a copy; at last the keeper
   * for what it had as a copy.
   */
  private List<Holder> holders(WindowRouting.Place place) {
    List<Holder> holders = new ArrayList<>();
    if (!place.host().equals(WindowRouting.UNNAMED)) {
      holders.add(new Holder(place.host(), true));
    }
    place.standbys().stream()
        .filter(host -> !host.equals(WindowRouting.UNNAMED) && !host.equals(place.host()))
        .sorted(Comparator.comparing(host -> !routing.here(host)))
        .forEach(host -> holders.add(new Holder(host, false)));
    holders.sort(Comparator.comparing(holder -> remote.silent(holder.host())));
    if (!place.host().equals(WindowRouting.UNNAMED)) {
      // It may be making its own what was its copy before.
      holders.add(new Holder(place.host(), false));
    }
    return holders;
  }

  private List<V> decode(List<byte[]> values) {
    List<V> windows = new ArrayList<>(values.size());
    try {
      for (byte[] value : values) {
        V window = decoder.apply(value);
        Sources.read(window);
        windows.add(window);
      }
    } catch (SerializationException e) {
      throw Problem.unavailable("CANNOT_DECODE", String.valueOf(e.getMessage()));
    }
    return windows;
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Problem problem ? problem : e;
    }
  }

  private void acquire() {
    try {
      if (turns.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Problem.unavailable("BUSY", "too many large queries at once");
  }
}
