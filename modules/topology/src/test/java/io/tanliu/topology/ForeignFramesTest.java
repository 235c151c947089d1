// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.RejectedReading;
import io.tanliu.domain.reading.FrameRules;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.testkit.BadReading;
import io.tanliu.wire.EditProof;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frames that somebody else than a gateway wrote: each wrong one is refused, and nothing else. */
class ForeignFramesTest {
  private static final String SECRET = "a secret of at least thirty-two characters";
  private static final long NOW = BadReading.RECEIVED.toEpochMilli();
  private static final Reading GOOD = Given.reading("E", "2024-06-01T00:00:00Z", 7);

  private final EditProof proof = EditProof.of(Map.of(EditProof.SECRETS, SECRET));
  private final LedgerDriver driver = new LedgerDriver(proof);
  private int frames;

  ForeignFramesTest() {
    driver.define(BadReading.UNIT);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private ReadingFrame frame(Reading... readings) {
    return new ReadingFrame("f-" + frames++, "U", NOW, "kafka", List.of(readings));
  }

  private static ReadingFrame with(
      ReadingFrame f, String id, long receivedAt, String source, String gateway) {
    return new ReadingFrame(
        id, f.unit(), receivedAt, source, gateway, f.action(), false, f.edit(), f.readings());
  }

  private ReadingFrame edit(String author, String reason, Reading... readings) {
    return new ReadingFrame(
        "e-" + frames++,
        "U",
        NOW,
        "kafka",
        "",
        Action.REPORT,
        false,
        Optional.of(new ReadingFrame.Edit(author, reason, NOW)),
        List.of(readings));
  }

  private void send(String key, ReadingFrame frame, Optional<byte[]> header) {
    RecordHeaders headers = new RecordHeaders();
    header.ifPresent(value -> headers.add(EditProof.HEADER, value));
    driver.send(
        Topics.READING_FRAME,
        new TestRecord<>(key, FrameMapping.toAvro(frame), headers, Instant.ofEpochMilli(NOW)));
  }

  private List<String> sent(String key, ReadingFrame frame) {
    send(key, frame, Optional.empty());
    return refused();
  }

  private List<String> refused() {
    return driver.rejected().stream()
        .map(r -> r.getCode() + " " + r.getField() + " " + r.getIndex())
        .toList();
  }

  @Test
  void shouldBeRefusedReadingByReadingAsByAGateway() {
    List<Reading> readings = new ArrayList<>();
    BadReading.ALL.forEach(bad -> readings.add(bad.reading()));
    readings.add(GOOD);
    send("U", frame(readings.toArray(Reading[]::new)), Optional.empty());
    assertThat(driver.rejected())
        .extracting(r -> BadReading.ALL.get(r.getIndex()) + ": " + r.getCode() + r.getField())
        .containsExactlyElementsOf(
            BadReading.ALL.stream().map(bad -> bad + ": " + bad.code() + bad.field()).toList());
    assertThat(driver.counters()).startsWith(BadReading.ALL.size() + 1L, 1L);
  }

  @Test
  void shouldBeRefusedForWhatTheySayOfThemselves() {
    ReadingFrame good = frame(GOOD);
    String tooLong = "x".repeat(200);
    assertThat(sent("U", with(good, tooLong, NOW, "kafka", "")))
        .containsExactly("MALFORMED frameId 0");
    assertThat(sent("U", with(good, "", NOW, "kafka", ""))).containsExactly("MALFORMED frameId 0");
    assertThat(sent("U", with(good, "a\nb", NOW, "kafka", "")))
        .containsExactly("MALFORMED frameId 0");
    assertThat(sent("U", with(good, "f", NOW, "", ""))).containsExactly("MALFORMED source 0");
    assertThat(sent("U", with(good, "f", NOW, tooLong, ""))).containsExactly("MALFORMED source 0");
    assertThat(sent("U", with(good, "f", NOW, "kafka", "gw|1")))
        .containsExactly("MALFORMED gateway 0");
    assertThat(sent("OTHER", good)).containsExactly("MALFORMED key 0");
    assertThat(sent(null, good)).containsExactly("MALFORMED key 0");
    assertThat(sent("U", frame())).containsExactly("MALFORMED readings -1");
    assertThat(driver.counters()).containsExactly(8L, 0L, 0L, 0L, 8L);
    assertThat(sent("U", good)).isEmpty();
    assertThat(driver.counters()).containsExactly(9L, 1L, 0L, 0L, 8L);
  }

  /** The horizon of a unit follows its newest reading: one from the future would close its past. */
  @Test
  void shouldNotComeFromTheFutureHoweverTheyClaimTo() {
    long ahead = NOW + FrameRules.AHEAD.toMillis();
    long year = NOW + 365 * 86_400_000L;
    Reading late = new Reading("E", year - year % 900_000L, 7, 0);
    assertThat(sent("U", with(frame(late), "f", year, "kafka", "")))
        .containsExactly("FUTURE receivedAt 0");
    assertThat(sent("U", with(frame(GOOD), "f", ahead + 1, "kafka", "")))
        .containsExactly("FUTURE receivedAt 0");
    assertThat(sent("U", with(frame(GOOD), "f", Long.MAX_VALUE, "kafka", "")))
        .containsExactly("FUTURE receivedAt 0");
    assertThat(sent("U", with(frame(GOOD), "f", Long.MIN_VALUE, "kafka", "")))
        .containsExactly("BAD_TIME receivedAt 0");
    assertThat(sent("U", with(frame(GOOD), "f", ahead, "kafka", ""))).isEmpty();
    assertThat(driver.counters()).containsExactly(5L, 1L, 0L, 0L, 4L);
  }

  /** What is told of a refused frame says when it was written, not what it claimed. */
  @Test
  void shouldBeRefusedAtATimeThatCanBeBelieved() {
    send("U", with(frame(GOOD), "f", NOW * 2, "kafka", ""), Optional.empty());
    assertThat(driver.rejected())
        .extracting(RejectedReading::getRejectedAt)
        .containsExactly(BadReading.RECEIVED);
  }

  @Test
  void shouldNotChangeReadingsByHandWithoutAProof() {
    ReadingFrame forged = edit("Li Wei", "looks better", GOOD);
    assertThat(sent("U", forged)).containsExactly("FORBIDDEN edit 0");
    EditProof other = EditProof.of(Map.of(EditProof.SECRETS, SECRET + "!"));
    send("U", forged, other.of(forged));
    assertThat(refused()).containsExactly("FORBIDDEN edit 0");
    ReadingFrame real = edit("Li Wei", "CT ratio", Given.reading("E", "2024-06-01T00:15:00Z", 8));
    send("U", edit("Li Wei", "CT ratio", GOOD), proof.of(real));
    assertThat(refused()).containsExactly("FORBIDDEN edit 0");
    send("U", real, proof.of(real));
    assertThat(refused()).isEmpty();
    assertThat(driver.edits()).hasSize(1);
    assertThat(sent("U", edit("", "CT ratio", GOOD))).containsExactly("MALFORMED author 0");
    assertThat(sent("U", edit("Li Wei", "a\rb", GOOD))).containsExactly("MALFORMED reason 0");
  }

  /** Secrets change without a moment in which a change by hand is lost. */
  @Test
  void shouldProveAChangeByAnOlderSecret() {
    EditProof before = EditProof.of(Map.of(EditProof.SECRETS, "b".repeat(32)));
    EditProof both = EditProof.of(Map.of(EditProof.SECRETS, SECRET + ", " + "b".repeat(32)));
    ReadingFrame edit = edit("Li Wei", "CT ratio", GOOD);
    RecordHeaders headers = new RecordHeaders();
    headers.add(EditProof.HEADER, before.of(edit).orElseThrow());
    assertThat(both.holds(edit, headers)).isTrue();
    assertThat(proof.holds(edit, headers)).isFalse();
  }
}
