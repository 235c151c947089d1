// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

/**
 * A stretch of a run: its rate, what it cost, and how much memory stood behind it at its end.
 *
 * @param name what ran
 * @param readings readings done before it began
 * @param nanos when it began, {@link System#nanoTime}
 * @param cpu CPU used before it began
 */
record Stretch(String name, long readings, long nanos, CpuTimes cpu) {

  static Stretch begin(String name, long readings) {
    return new Stretch(name, readings, System.nanoTime(), CpuTimes.now());
  }

  /**
   * Prints it.
   *
   * @param readingsNow readings done until now
   * @return readings per second
   */
  double end(long readingsNow) {
    double seconds = (System.nanoTime() - nanos) / 1e9;
    CpuTimes used = CpuTimes.now().since(cpu);
    long done = readingsNow - readings;
    double rate = done / seconds;
    Runtime memory = Runtime.getRuntime();
    System.out.printf(
        "%s: %d readings in %.1f s: %.0f readings/s; %s; GC pauses %.1f %%, heap %d of %d MB%n",
        name,
        done,
        seconds,
        rate,
        used.perReading((double) done),
        used.pauseMillis() / seconds / 10,
        (memory.totalMemory() - memory.freeMemory()) >> 20,
        memory.maxMemory() >> 20);
    return rate;
  }
}
