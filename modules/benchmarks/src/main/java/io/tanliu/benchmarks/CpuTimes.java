// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;

/**
 * CPU time that the process has used, by what for, and the time that the collector held it up. On a
 * machine that others use too it is the measure that stays: a rate falls with what they take.
 *
 * @param nanos CPU nanoseconds of the living threads; {@link Work#OTHER} is the rest of the process
 * @param pauseMillis wall-clock milliseconds in garbage collections
 */
record CpuTimes(Map<Work, Long> nanos, long pauseMillis) {

  /** What a thread works for. */
  enum Work {
    /** Stream threads: the topology itself. */
    STREAMS("stream threads"),
    /** Network threads of producers and consumers. */
    CLIENTS("client threads"),
    /** The broker. */
    BROKER("broker"),
    /** Garbage collector. */
    COLLECTOR("GC"),
    /** Just-in-time compiler. */
    COMPILER("JIT"),
    /** Flushes and compactions. */
    ROCKSDB("RocksDB"),
    /** Threads that have ended, and what the system does not tell apart. */
    OTHER("other");

    private final String text;

    Work(String text) {
      this.text = text;
    }

    private static Work of(String thread) {
      if (thread.contains("StreamThread-") && !thread.contains("|")) {
        return STREAMS;
      }
      return thread.contains("StreamThread-") || thread.contains("kafka-producer-network")
          ? CLIENTS
          : BROKER;
    }
  }

  static CpuTimes now() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<Work, Long> nanos = new EnumMap<>(Work.class);
    long rest =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      long used = thread == null ? 0 : Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      if (used > 0) {
        nanos.merge(Work.of(thread.getThreadName()), used, Long::sum);
        rest -= used;
      }
    }
    for (Map.Entry<Work, Long> thread : NativeThreads.nanos().entrySet()) {
      nanos.merge(thread.getKey(), thread.getValue(), Long::sum);
      rest -= thread.getValue();
    }
    nanos.put(Work.OTHER, rest);
    long pauses = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      pauses += collector.getCollectionTime();
    }
    return new CpuTimes(nanos, pauses);
  }

  /** What was used since an earlier moment. */
  CpuTimes since(CpuTimes before) {
    Map<Work, Long> used = new EnumMap<>(Work.class);
    for (Work work : Work.values()) {
      used.put(work, nanos.getOrDefault(work, 0L) - before.nanos.getOrDefault(work, 0L));
    }
    return new CpuTimes(used, pauseMillis - before.pauseMillis);
  }

  /** Microseconds per reading, in all and by work. */
  String perReading(double readings) {
    if (readings == 0) {
      return "idle";
    }
    double all = 0;
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Work, Long> entry : nanos.entrySet()) {
      double micros = entry.getValue() / 1e3 / readings;
      all += micros;
      text.append(String.format(", %s %.2f", entry.getKey().text, micros));
    }
    return String.format("%.2f µs CPU per reading%s", all, text);
  }
}
