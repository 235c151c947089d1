// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.at;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.reading;
import static io.tanliu.topology.Given.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.QualityFinding;
import io.tanliu.avro.QualityUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The published quality of a unit and day. */
class QualityTest {
  private static final long DAY = at("2024-06-02T16:00:00Z");
  private static final long QUARTER = 900_000L;

  private final LedgerDriver driver = new LedgerDriver();
  private int frames;

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void shouldSayHowManyReadingsCameAndHowManyAreMissing() {
    driver.define(unit("U", "360102", interval("E1")));
    for (int i = 0; i < 96; i++) {
      if (i < 20 || i >= 30) {
        send(DAY + i * QUARTER, DAY + (i + 1) * QUARTER + 7_000, i % 3 + 5);
      }
    }
    send(DAY, DAY + 2 * 86_400_000L, 99);
    send(DAY, DAY + 2 * 86_400_000L, 99);
    send(DAY + QUARTER, DAY + 2 * 86_400_000L, -1);
    send(DAY + 96 * QUARTER, DAY + 2 * 86_400_000L, 6);

    QualityUnit day = driver.quality().get("U|2024-06-03");
    assertThat(day.getReceived()).isEqualTo(89);
    assertThat(day.getAccepted()).isEqualTo(86);
    assertThat(day.getCorrected()).isEqualTo(1);
    assertThat(day.getDuplicate()).isEqualTo(1);
    assertThat(day.getRejected()).isEqualTo(1);
    assertThat(day.getRejectedByCode()).containsOnly(Map.entry("NEGATIVE", 1L));
    assertThat(day.getExpected()).isEqualTo(96);
    assertThat(day.getStored()).isEqualTo(86);
    assertThat(day.getCompleteness()).isEqualTo(86.0 / 96);
    assertThat(day.getComplete()).isFalse();
    assertThat(day.getDelay().getCount()).isEqualTo(88);
    assertThat(day.getDelay().getMin()).isEqualTo(7_000);
    assertThat(day.getDelay().getP50()).isBetween(6_800L, 7_200L);
    assertThat(day.getDelay().getMax()).isEqualTo(2 * 86_400_000L - QUARTER);
    assertThat(day.getFindings())
        .extracting(QualityFinding::getPoint, QualityFinding::getCode, QualityFinding::getFirst)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                "E1", "GAP", Instant.ofEpochMilli(DAY + 20 * QUARTER)),
            org.assertj.core.groups.Tuple.tuple("E1", "SPIKE", Instant.ofEpochMilli(DAY)));
    assertThat(day.getTroubledPoints()).isEqualTo(1);
    assertThat(day.getAssessedTo()).isEqualTo(Instant.ofEpochMilli(DAY + 96 * QUARTER));
  }

  @Test
  void shouldSayTheSameOfADayInWhateverOrderItsReadingsCame() {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      if (i % 17 != 3) {
        readings.add(new Reading("E1", DAY + i * QUARTER, i == 50 ? 500 : i % 5 + 3, 0));
      }
    }
    Map<String, List<Object>> first = null;
    for (int seed = 0; seed < 3; seed++) {
      Collections.shuffle(readings, new Random(seed));
      String id = "U" + seed;
      driver.define(unit(id, "360102", interval("E1")));
      for (Reading reading : readings) {
        driver.frame(
            new ReadingFrame("f" + frames++, id, DAY + 5 * 86_400_000L, "test", List.of(reading)));
      }
      Map<String, List<Object>> found = new TreeMap<>();
      driver
          .quality()
          .forEach(
              (key, day) -> {
                if (key.startsWith(id)) {
                  found.put(
                      day.getDay(),
                      List.of(
                          day.getExpected(),
                          day.getStored(),
                          day.getAccepted(),
                          day.getFindings(),
                          day.getEstimated(),
                          day.getTroubled()));
                }
              });
      first = first == null ? found : first;
      assertThat(found).isEqualTo(first).hasSize(3);
    }
  }

  @Test
  void shouldTakeBackWhatACorrectionRepaired() {
    driver.define(unit("U", "360102", interval("E1")));
    for (int i = 0; i < 96; i++) {
      send(DAY + i * QUARTER, DAY + 86_400_000L, i == 40 ? 900 : i % 3 + 5);
    }
    assertThat(driver.quality().get("U|2024-06-03").getFindingsByCode()).containsKey("SPIKE");
    send(DAY + 40 * QUARTER, DAY + 86_400_000L + 1, 6);
    QualityUnit repaired = driver.quality().get("U|2024-06-03");
    assertThat(repaired.getFindingsByCode()).doesNotContainKey("SPIKE");
    assertThat(repaired.getCorrected()).isEqualTo(1);
  }

  @Test
  void shouldDeleteDaysThatAreOlderThanItKeeps() {
    driver.define(unit("U", "360102", interval("E1")));
    driver.read("U", reading("E1", "2023-01-01T00:00:00Z", 1));
    assertThat(driver.quality()).containsOnlyKeys("U|2023-01-01");
    for (String month : List.of("03", "05", "07", "09", "11")) {
      driver.read("U", reading("E1", "2023-" + month + "-01T00:00:00Z", 1));
    }
    driver.advance(Duration.ofMinutes(1));
    driver.read("U", reading("E1", "2024-06-01T00:00:00Z", 1));
    Map<String, QualityUnit> published = driver.quality();
    assertThat(published).containsEntry("U|2023-01-01", null);
    assertThat(published.get("U|2023-11-01")).isNotNull();
  }

  private void send(long time, long receivedAt, long value) {
    driver.frame(
        new ReadingFrame(
            "f" + frames++, "U", receivedAt, "test", List.of(new Reading("E1", time, value, 0))));
  }
}
