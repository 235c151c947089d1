// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static io.tanliu.query.Records.amount;

import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.time.Granularity;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a province, a city and a unit used in ten days of June 2025, and in those of 2024. */
final class PageWindows {
  static final String ZONE = "Asia/Shanghai";

  /** How far its data reach. */
  private static final Instant AS_OF = Instant.parse("2025-06-10T16:00:00Z");

  private static final List<String> ENTITIES = List.of("360000", "360100", "STEEL-01");
  private static final List<String> ENERGIES = List.of("tce", "tce.coal", "tce.electricity");
  private static final List<String> CARBONS = List.of("co2e", "co2e.combustion");

  private final Records records;

  private PageWindows(Records records) {
    this.records = records;
  }

  static void send(Records records) {
    ENTITIES.forEach(new PageWindows(records)::windows);
  }

  private void windows(String entity) {
    for (int year = 2024; year <= 2025; year++) {
      for (int day = 1; day <= 10; day++) {
        window(entity, Granularity.DAY, "%d-06-%02d".formatted(year, day), day * 100_000_000L);
      }
      window(entity, Granularity.MONTH, year + "-05-01", 9_000_000_000L);
      window(entity, Granularity.MONTH, year + "-06-01", 5_500_000_000L);
      window(entity, Granularity.YEAR, year + "-01-01", 52_000_000_000L);
    }
    long start = LocalDate.parse("2025-06-04").atStartOfDay(ZoneId.of(ZONE)).toEpochSecond() * 1000;
    for (int hour = 0; hour < 7 * 24; hour++) {
      window(entity, Granularity.HOUR, start + hour * 3_600_000L, 4_000_000L + hour);
    }
    for (int quarter = 0; quarter < 96; quarter++) {
      long at = start + (6 * 96 + quarter) * Granularity.BASE;
      window(entity, Granularity.QUARTER_HOUR, at, 1_000_000L);
    }
  }

  private void window(String entity, Granularity granularity, String date, long grams) {
    long start = LocalDate.parse(date).atStartOfDay(ZoneId.of(ZONE)).toEpochSecond() * 1000;
    window(entity, granularity, start, grams);
  }

  private void window(String entity, Granularity granularity, long start, long grams) {
    Instant end = Instant.ofEpochMilli(granularity.end(start, ZoneId.of(ZONE)));
    Instant asOf = end.isBefore(AS_OF) ? end : AS_OF;
    records.send(
        Topics.METRIC_ENERGY,
        Keys.window(entity, granularity.code(), start),
        new EntityWindow(
            entity,
            granularity.code(),
            Instant.ofEpochMilli(start),
            end,
            ZONE,
            asOf,
            7L,
            asOf.isBefore(end),
            "reading",
            amounts(grams)));
  }

  private static Map<String, WindowAmount> amounts(long grams) {
    Map<String, WindowAmount> all = new HashMap<>();
    ENERGIES.forEach(each -> all.put(each, amount(grams, "gce", 0.97)));
    CARBONS.forEach(each -> all.put(each, amount(2 * grams, "gCO2e", 0.97)));
    all.put("electricity", amount(8 * grams, "Wh", 0.97));
    all.put("raw_coal", amount(grams, "g", 0.97));
    return all;
  }
}
