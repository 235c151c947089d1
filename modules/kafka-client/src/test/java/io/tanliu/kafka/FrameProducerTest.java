// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tanliu.avro.FrameAction;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.RejectionMapping;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameProducerTest {
  private static final Instant T0 = Instant.parse("2024-06-01T00:00:00Z");

  @Test
  void shouldWriteFramesThatARepeatWritesAgainAndFindWhatWasRefused(@TempDir Path dir)
      throws InterruptedException {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir, 2)) {
      Map<String, Object> config = new HashMap<>(cluster.clientConfig());
      ReadingBatch batch = batch();
      List<SentFrame> sent;
      try (FrameProducer producer =
          FrameProducer.open(config, "erp", Clock.fixed(T0, ZoneOffset.UTC))) {
        sent = producer.send(batch);
        assertThat(producer.send(batch))
            .extracting(SentFrame::frameId)
            .containsExactly("night-1", "night-2", "night-3");
      }
      assertThat(sent).extracting(SentFrame::readings).containsExactly(1_000, 500, 1);
      assertThat(sent)
          .allMatch(frame -> frame.partition() == EntityPartitioner.partition("STEEL-01", 2));
      List<ReadingFrame> frames = frames(config);
      assertThat(frames).hasSize(6);
      assertThat(frames.subList(0, 3)).isEqualTo(frames.subList(3, 6));
      assertThat(frames.get(2).getAction()).isEqualTo(FrameAction.WITHDRAW);
      assertThat(frames.get(0).getSource()).isEqualTo("erp");
      assertThat(frames.get(0).getReceivedAt()).isEqualTo(T0);
      assertThat(frames.get(0).getReadings().get(1).getValue()).isEqualTo(125);
      assertThat(frames.get(0).getReadings().get(1).getScale()).isEqualTo(2);

      try (RefusedReadings refused =
          RefusedReadings.open(config, "STEEL-01", Instant.now().minusSeconds(600))) {
        refuse(config, frames.get(0));
        List<RefusedReading> found = new ArrayList<>();
        for (int i = 0; i < 120 && found.isEmpty(); i++) {
          found.addAll(refused.poll(Duration.ofMillis(500)));
        }
        assertThat(found)
            .singleElement()
            .satisfies(
                one -> {
                  assertThat(one.frameId()).isEqualTo("night-1");
                  assertThat(one.index()).isEqualTo(7);
                  assertThat(one.code()).isEqualTo("UNKNOWN_POINT");
                  assertThat(one.stage()).isEqualTo("ledger");
                });
      }
    }
  }

  private static ReadingBatch batch() {
    ReadingBatch.Builder batch = ReadingBatch.of("STEEL-01", "night");
    for (int i = 0; i < 1_500; i++) {
      batch.report(
          "E1", T0.plusSeconds(900L * i), new BigDecimal("1.250").multiply(BigDecimal.valueOf(i)));
    }
    return batch.withdraw("E1", T0).build();
  }

  private static List<ReadingFrame> frames(Map<String, Object> config) {
    return new TopicScan(config).values(Topics.READING_FRAME);
  }

  /** As the ledger does. */
  private static void refuse(Map<String, Object> config, ReadingFrame frame) {
    Map<String, Object> settings = new HashMap<>(config);
    settings.put("partitioner.class", EntityPartitioner.class);
    try (var producer =
        new KafkaProducer<>(
            settings,
            new StringSerializer(),
            ValueSerdes.serializer(Topics.READING_REJECTED, config))) {
      var refused =
          RejectionMapping.toAvro(
              FrameMapping.fromAvro(frame),
              7,
              new ReadingError(Code.UNKNOWN_POINT, "point", "E1", "a point of unit STEEL-01"));
      producer.send(new ProducerRecord<>(Topics.READING_REJECTED.name(), frame.getUnit(), refused));
    }
  }

  @Test
  void shouldRefuseWhatNoFrameCanHoldBeforeItIsSent() {
    ReadingBatch.Builder batch = ReadingBatch.of("STEEL-01", "night");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batch.report("E1", T0, new BigDecimal("1.0000000001")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batch.report("E1", T0, new BigDecimal("1e999999999")));
    assertThatIllegalArgumentException().isThrownBy(batch::build);
    assertThatIllegalArgumentException().isThrownBy(() -> ReadingBatch.of("STEEL-01", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> ReadingBatch.of("A\nB", "night"));
    assertThat(batch.report("E1", T0, new BigDecimal("1e17")).build().size()).isEqualTo(1);
  }
}
