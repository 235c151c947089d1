// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What another Java process takes, as Linux and the JDK's own tool tell it. */
final class Vitals {
  private static final Pattern USED =
      Pattern.compile("(?:heap|generation)\\s+total \\d+K, used (\\d+)K");

  private final long pid;

  Vitals(long pid) {
    this.pid = pid;
  }

  /** Megabytes in memory now; 0 where there is no {@code /proc}. */
  long residentMegabytes() throws IOException {
    return status("VmRSS:");
  }

  /** Megabytes in memory when they were most. */
  long mostResidentMegabytes() throws IOException {
    return status("VmHWM:");
  }

  private long status(String field) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElse(0);
    }
  }

  /** Threads that it has now; 0 where there is no {@code /proc}. */
  long threads() throws IOException {
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    if (!Files.exists(tasks)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(tasks)) {
      return all.count();
    }
  }

  /** Megabytes of its heap in use, garbage and all. */
  long heapMegabytes() throws IOException, InterruptedException {
    Matcher used = USED.matcher(command("GC.heap_info"));
    long kilobytes = used.results().mapToLong(part -> Long.parseLong(part.group(1))).sum();
    if (kilobytes == 0) {
      throw new IllegalStateException("no heap in what the JDK says");
    }
    return kilobytes >> 10;
  }

  /** Collects its garbage. */
  void collect() throws IOException, InterruptedException {
    command("GC.run");
  }

  private String command(String name) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(tool.toString(), Long.toString(pid), name)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("jcmd " + name + ": " + said);
    }
    return said;
  }
}
