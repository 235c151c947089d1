// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.tanliu.benchmarks.CpuTimes.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** CPU time of the threads that Java does not list, where the system is Linux; else nothing. */
final class NativeThreads {
  private static final Path TASKS = Path.of("/proc/self/task");

  /** Clock ticks are hundredths of a second in {@code proc(5)} on every common machine. */
  private static final long NANOS_PER_TICK = 10_000_000L;

  private NativeThreads() {}

  static Map<Work, Long> nanos() {
    Map<Work, Long> nanos = new EnumMap<>(Work.class);
    if (Files.isDirectory(TASKS)) {
      try (Stream<Path> tasks = Files.list(TASKS)) {
        tasks.forEach(task -> add(task.resolve("stat"), nanos));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return nanos;
  }

  private static void add(Path stat, Map<Work, Long> nanos) {
    String line;
    try {
      line = Files.readString(stat);
    } catch (IOException e) {
      return; // The thread has ended meanwhile.
    }
    // "tid (name) state ppid …": user and system ticks are the 14th and 15th field.
    int close = line.lastIndexOf(')');
    Work work = work(line.substring(line.indexOf('(') + 1, close));
    if (work != null) {
      String[] fields = line.substring(close + 2).split(" ");
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      nanos.merge(work, ticks * NANOS_PER_TICK, Long::sum);
    }
  }

  private static Work work(String thread) {
    if (thread.startsWith("GC Thread") || thread.startsWith("G1 ")) {
      return Work.COLLECTOR;
    }
    if (thread.startsWith("C1 Comp") || thread.startsWith("C2 Comp")) {
      return Work.COMPILER;
    }
    return thread.startsWith("rocksdb:") ? Work.ROCKSDB : null;
  }
}
