// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.RejectedReading;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No frame stops the ledger, whatever a producer wrote. */
class FrameLimitsTest {
  private static final long START = Given.at("2024-06-01T00:00:00Z");

  /** Largest amount of one reading, Wh. */
  private static final long LARGEST = 1_000_000_000_000_000L;

  private final LedgerDriver driver = new LedgerDriver();

  @BeforeEach
  void define() {
    driver.define(
        Given.unit(
            "U",
            "360102",
            Given.point(
                "E", Measure.INTERVAL, PhysicalUnit.WH, Duration.ofMinutes(1), Optional.empty())));
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private static List<Reading> minutes(int from, int to) {
    List<Reading> readings = new ArrayList<>();
    for (int minute = from; minute < to; minute++) {
      readings.add(new Reading("E", START + minute * 60_000L, LARGEST, 0));
    }
    return readings;
  }

  @Test
  void shouldRefuseAFrameOfTooManyReadingsAsAWhole() {
    driver.read("U", minutes(0, ReadingFrame.MAX_READINGS + 1).toArray(Reading[]::new));
    driver.read("U", minutes(0, 1).toArray(Reading[]::new));
    assertThat(driver.rejected())
        .extracting(RejectedReading::getCode, RejectedReading::getField, RejectedReading::getIndex)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("MALFORMED", "readings", -1));
    assertThat(driver.counters()).containsExactly(10_002L, 1L, 0L, 0L, 10_001L);
  }

  /** 9 223 times 10^15 is the most that a sum holds. */
  @Test
  void shouldRefuseTheReadingWhoseSumDoesNotFitAndTakeTheOthers() {
    for (int from = 0; from < 9_000; from += 1_000) {
      driver.read("U", minutes(from, from + 1_000).toArray(Reading[]::new));
    }
    List<Reading> last = new ArrayList<>(minutes(9_000, 9_225));
    last.add(100, new Reading("E", START + 9_300 * 60_000L, 0, 0));
    driver.read("U", last.toArray(Reading[]::new));
    assertThat(driver.rejected())
        .extracting(RejectedReading::getCode, RejectedReading::getIndex)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("OUT_OF_RANGE", 224),
            org.assertj.core.groups.Tuple.tuple("OUT_OF_RANGE", 225));
    assertThat(driver.counters()).containsExactly(9_226L, 9_224L, 0L, 0L, 2L);
    assertThat(
            driver
                .energy()
                .get("U|1Y|2023-12-31T16:00:00Z")
                .getAmounts()
                .get("electricity")
                .getAmount())
        .isEqualTo(9_223 * LARGEST);
    // The ledger goes on: less takes the place of more.
    driver.read("U", new Reading("E", START, 5, 0), new Reading("E", START + 60_000L, 6, 0));
    assertThat(driver.counters()).containsExactly(9_228L, 9_224L, 0L, 2L, 2L);
  }
}
