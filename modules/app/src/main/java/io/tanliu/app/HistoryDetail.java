// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.domain.time.Granularity;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * From when on the fine windows of a demo are published. Of a simulated year, quarter hours and
 * hours would be 97 of 100 records, and every part reads them all: of what was before the demo only
 * the newest of them are published. Days, months and years are complete.
 *
 * <p>Decided at the first start and kept beside the data.
 */
final class HistoryDetail {
  /** What the page, the audit of sums and the comparison with earlier weeks look at. */
  private static final Map<Granularity, Duration> NEWEST =
      Map.of(Granularity.HOUR, Duration.ofDays(60), Granularity.QUARTER_HOUR, Duration.ofDays(7));

  /** Later than anything that is measured. */
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private static final String FILE = "published-from.properties";

  private HistoryDetail() {}

  /**
   * As decided when the directory was new.
   *
   * @param data directory of the demo
   * @param loads true when the demo begins with a history that it loads itself
   * @param finest finest windows that are published at all
   * @return first published start by granularity, epoch milliseconds; of others everything is
   */
  static Map<Granularity, Long> decided(Path data, boolean loads, Granularity finest, Instant now)
      throws IOException {
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      List<String> lines = new ArrayList<>();
      if (!Files.exists(data.resolve("kafka"))) {
        for (Granularity granularity : NEWEST.keySet()) {
          if (granularity.compareTo(finest) < 0) {
            lines.add(granularity.code() + "=" + NEVER);
          } else if (loads) {
            Instant from = now.minus(NEWEST.get(granularity)).truncatedTo(ChronoUnit.DAYS);
            lines.add(granularity.code() + "=" + from);
          }
        }
      }
      Files.createDirectories(data);
      Files.write(file, lines);
    }
    return known(data);
  }

  /** As decided, or nothing for a directory that is not a demo's. */
  static Map<Granularity, Long> known(Path data) throws IOException {
    Path file = data.resolve(FILE);
    Map<Granularity, Long> from = new EnumMap<>(Granularity.class);
    if (Files.exists(file)) {
      Properties properties = new Properties();
      try (Reader in = Files.newBufferedReader(file)) {
        properties.load(in);
      }
      for (String code : properties.stringPropertyNames()) {
        from.put(
            Granularity.of(code).orElseThrow(),
            Instant.parse(properties.getProperty(code)).toEpochMilli());
      }
    }
    return from;
  }
}
