// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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

  private List<List<V>> attempt(List<WindowScan> scans) {
    Map<HostInfo, List<Integer>> byHost = new LinkedHashMap<>();
    for (int i = 0; i < scans.size(); i++) {
      HostInfo host = routing.place(scans.get(i).store(), scans.get(i).entity()).host();
      byHost.computeIfAbsent(host, h -> new ArrayList<>()).add(i);
    }
    Map<HostInfo, CompletableFuture<List<List<byte[]>>>> asked = new LinkedHashMap<>();
    byHost.forEach(
        (host, indices) -> {
          if (!routing.here(host)) {
            asked.put(host, remote.read(host, indices.stream().map(scans::get).toList()));
          }
        });
    List<List<V>> answers = new ArrayList<>(Collections.nCopies(scans.size(), List.of()));
    byHost.forEach(
        (host, indices) -> {
          List<List<byte[]>> values =
              asked.containsKey(host)
                  ? join(asked.get(host))
                  : local.read(indices.stream().map(scans::get).toList());
          for (int i = 0; i < indices.size(); i++) {
            answers.set(indices.get(i), decode(values.get(i)));
          }
        });
    return answers;
  }

  private List<V> decode(List<byte[]> values) {
    List<V> windows = new ArrayList<>(values.size());
    try {
      values.forEach(value -> windows.add(decoder.apply(value)));
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
