// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import java.util.List;
import java.util.Locale;

/** Right cells of all, by level of the hierarchy and by length of the window. */
final class CorrectnessTable {
  private static final List<String> LEVELS =
      List.of("unit", "county", "city", "province", "nation", "industry");
  private static final List<String> GRANULARITIES =
      List.of(
          "15m", "1h", "1d", "1M", "1Y", "rolling-1h", "rolling-24h", "rolling-30d", "rolling-12M");

  private CorrectnessTable() {}

  static void print(List<Correctness.Row> rows) {
    System.out.println("| arrival | " + String.join(" | ", LEVELS) + " | windows published | s |");
    System.out.println("|---".repeat(LEVELS.size() + 3) + "|");
    for (Correctness.Row row : rows) {
      StringBuilder line = new StringBuilder("| " + name(row));
      for (String level : LEVELS) {
        long[] sum = new long[2];
        GRANULARITIES.forEach(g -> add(sum, row.verdict().cells().of(level, g)));
        line.append(" | ").append(text(sum));
      }
      System.out.printf("%s | %d | %.0f |%n", line, row.records(), row.seconds());
    }
    System.out.println();
    System.out.println("| arrival | " + String.join(" | ", GRANULARITIES) + " |");
    System.out.println("|---".repeat(GRANULARITIES.size() + 1) + "|");
    for (Correctness.Row row : rows) {
      StringBuilder line = new StringBuilder("| " + name(row));
      for (String granularity : GRANULARITIES) {
        long[] sum = new long[2];
        LEVELS.forEach(level -> add(sum, row.verdict().cells().of(level, granularity)));
        line.append(" | ").append(text(sum));
      }
      System.out.println(line + " |");
    }
  }

  private static String name(Correctness.Row row) {
    return row.way().name().toLowerCase(Locale.ROOT);
  }

  private static void add(long[] sum, long[] more) {
    sum[0] += more[0];
    sum[1] += more[1];
  }

  private static String text(long[] sum) {
    return sum[0] + " / " + sum[1];
  }
}
