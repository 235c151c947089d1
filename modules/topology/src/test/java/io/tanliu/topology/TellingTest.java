// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.reading;
import static io.tanliu.topology.Given.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.EntityWindow;
import io.tanliu.domain.reading.Reading;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TellingTest {
  private static final Instant START = Instant.parse("2025-01-01T16:00:00Z");
  private static final int UNITS = 6;
  private static final int QUARTER_HOURS = 480;

  @Test
  void shouldTellARegionOnceOfTheSameDaysThatManyUnitsLoad() {
    try (LedgerDriver driver = new LedgerDriver()) {
      for (int u = 0; u < UNITS; u++) {
        driver.define(unit("U" + u, "360102", interval("E1")));
      }
      for (int u = 0; u < UNITS; u++) {
        driver.read("U" + u, days(u + 1));
      }

      EntityWindow region = driver.energy().get("360102|1d|" + START);
      long sum = UNITS * (UNITS + 1) / 2;
      assertThat(region.getAmounts().get("electricity").getAmount()).isEqualTo(96 * sum * 1_000);
      assertThat(region.getRevision()).isEqualTo(1);
    }
  }

  /** Five days of quarter hours. */
  private static Reading[] days(long kWh) {
    return IntStream.range(0, QUARTER_HOURS)
        .mapToObj(i -> reading("E1", START.plusSeconds(900L * i).toString(), kWh))
        .toArray(Reading[]::new);
  }
}
