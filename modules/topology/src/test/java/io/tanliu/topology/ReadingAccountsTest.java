// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.at;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.reading;
import static io.tanliu.topology.Given.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.RejectedReading;
import io.tanliu.domain.reading.Reading;
import io.tanliu.testkit.History;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of each reading: accepted, duplicate, corrected or rejected, and nothing else. */
class ReadingAccountsTest {
  private final LedgerDriver driver = new LedgerDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void shouldReplaceACorrectedReadingAndIgnoreARepeatedOne() {
    driver.define(unit("U", "360102", interval("E1")));
    driver.read("U", reading("E1", "2024-06-01T00:00:00Z", 10));
    assertThat(driver.counters()).containsExactly(1L, 1L, 0L, 0L, 0L);
    driver.read("U", reading("E1", "2024-06-01T00:00:00Z", 10));
    driver.read("U", new Reading("E1", at("2024-06-01T00:00:00Z"), 10_000, 3));
    assertThat(driver.counters()).containsExactly(3L, 1L, 2L, 0L, 0L);
    driver.read("U", reading("E1", "2024-06-01T00:00:00Z", 7));
    assertThat(driver.counters()).containsExactly(4L, 1L, 2L, 1L, 0L);

    assertThat(
            driver.energy().get("360102|1h|2024-06-01T00:00:00Z").getAmounts().get("electricity"))
        .satisfies(
            amount -> {
              assertThat(amount.getAmount()).isEqualTo(7_000);
              assertThat(amount.getUnit()).isEqualTo("Wh");
            });
    assertThat(driver.rejected()).isEmpty();
  }

  @Test
  void shouldSetAsideEachRefusedReadingWithItsReasonAndTakeTheRest() {
    driver.define(unit("U", "360102", interval("E1")));
    driver.read("U", reading("E1", "2024-06-01T00:00:00Z", 10));
    driver.read(
        "U",
        reading("E1", "2024-06-01T00:15:00Z", 10),
        reading("E9", "2024-06-01T00:00:00Z", 10),
        reading("E1", "2024-06-01T00:30:00Z", -1),
        reading("E1", "2024-06-01T00:31:00Z", 1),
        reading("E1", "1999-12-31T23:45:00Z", 1),
        reading("E1", "2024-04-16T23:45:00Z", 1),
        reading("E1", "2024-06-01T00:45:00Z", 2_000_000_000_000L),
        new Reading("E1", at("2024-06-01T00:45:00Z"), Long.MIN_VALUE, 0),
        reading("E1", "2024-06-01T01:00:00Z", 10));

    List<RejectedReading> rejected = driver.rejected();
    assertThat(rejected)
        .extracting(RejectedReading::getIndex, RejectedReading::getCode, RejectedReading::getField)
        .containsExactly(
            tuple(1, "UNKNOWN_POINT", "point"),
            tuple(2, "NEGATIVE", "value"),
            tuple(3, "OFF_GRID", "time"),
            tuple(4, "BAD_TIME", "time"),
            tuple(5, "BEYOND_HORIZON", "time"),
            tuple(6, "OUT_OF_RANGE", "value"),
            tuple(7, "OUT_OF_RANGE", "value"));
    assertThat(rejected.get(4).getExpected()).contains("mode=backfill");
    assertThat(driver.counters()).containsExactly(10L, 3L, 0L, 0L, 7L);
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  @Test
  void shouldSetAsideAReadingFromTheFuture() {
    driver.define(unit("U", "360102", interval("E1")));
    var frame = History.frame("U", 0, List.of(reading("E1", "2024-06-01T00:00:00Z", 1)));
    var early =
        new io.tanliu.domain.reading.ReadingFrame(
            "f", "U", at("2024-05-31T23:54:00Z"), "test", frame.readings());
    driver.frame(early);
    assertThat(driver.rejected()).extracting(RejectedReading::getCode).containsExactly("FUTURE");
  }

  @Test
  void shouldSetAsideAWholeFrameOfAnUnknownUnit() {
    driver.read(
        "NOBODY",
        reading("E1", "2024-06-01T00:00:00Z", 1),
        reading("E1", "2024-06-01T00:15:00Z", 1));
    assertThat(driver.rejected())
        .extracting(RejectedReading::getCode, RejectedReading::getUnit, RejectedReading::getIndex)
        .containsExactly(tuple("UNKNOWN_UNIT", "NOBODY", 0), tuple("UNKNOWN_UNIT", "NOBODY", 1));
    assertThat(driver.counters()).containsExactly(2L, 0L, 0L, 0L, 2L);
    assertThat(driver.energy()).isEmpty();
  }

  @Test
  void shouldSetAsideAFrameWhoseTextsWouldFloodOtherRecords() {
    var frame =
        new io.tanliu.domain.reading.ReadingFrame(
            "f",
            "U".repeat(1_000_000),
            at("2024-06-01T00:00:00Z"),
            "test",
            List.of(reading("E1", "2024-06-01T00:00:00Z", 1)));
    driver.send(Topics.READING_FRAME, frame.unit(), FrameMapping.toAvro(frame));
    assertThat(driver.rejected())
        .extracting(RejectedReading::getCode, RejectedReading::getField, r -> r.getUnit().length())
        .containsExactly(tuple("MALFORMED", "unit", 64));
    assertThat(driver.counters()).containsExactly(1L, 0L, 0L, 0L, 1L);
  }

  @Test
  void shouldSetAsideAFrameUnderTheKeyOfAnotherUnit() {
    driver.define(unit("U", "360102", interval("E1")));
    var frame = History.frame("U", 0, List.of(reading("E1", "2024-06-01T00:00:00Z", 1)));
    driver.send(Topics.READING_FRAME, "OTHER", FrameMapping.toAvro(frame));
    driver.send(Topics.READING_FRAME, null, FrameMapping.toAvro(frame));
    assertThat(driver.rejected())
        .extracting(RejectedReading::getCode, RejectedReading::getField, RejectedReading::getValue)
        .containsExactly(tuple("MALFORMED", "key", "OTHER"), tuple("MALFORMED", "key", "null"));
    assertThat(driver.energy()).isEmpty();
  }

  @Test
  void shouldCountNothingTwiceWhenAFrameIsSentAgain() {
    driver.define(unit("U", "360102", interval("E1")));
    var frame =
        History.frame(
            "U",
            0,
            List.of(
                reading("E1", "2024-06-01T00:00:00Z", 3),
                reading("E1", "2024-06-01T00:15:00Z", 4)));
    driver.frame(frame);
    driver.frame(frame);
    assertThat(driver.counters()).containsExactly(4L, 2L, 2L, 0L, 0L);
    assertThat(
            driver
                .energy()
                .get("100000|1d|2024-05-31T16:00:00Z")
                .getAmounts()
                .get("electricity")
                .getAmount())
        .isEqualTo(7_000);
  }
}
