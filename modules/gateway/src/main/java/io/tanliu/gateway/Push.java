// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.IngestReceipt;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.wire.Keys;
import io.tanliu.wire.RejectionMapping;
import io.tanliu.wire.RejectionMapping.Origin;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes what was decided about the readings of one request. */
final class Push {
  private static final String SOURCE = "http";

  private final Publisher publisher;

  Push(Publisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Identity of a push. With an idempotency key it is the same for every repeat, so that frames
   * which were written by an attempt that was never answered are recognised.
   */
  static String frameId(String unit, Optional<String> key) {
    return key.map(k -> Keys.receipt(unit, k).getBytes(StandardCharsets.UTF_8))
        .map(UUID::nameUUIDFromBytes)
        .orElseGet(UUID::randomUUID)
        .toString();
  }

  /**
   * Publishes accepted readings as frames, in the order in which they were sent, and rejected ones
   * with their reasons, and waits for all.
   *
   * @return number of frames
   */
  int readings(Origin origin, Admission admission) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    int frames = records(origin, admission, SOURCE, records);
    publisher.publish(records);
    return frames;
  }

  /**
   * Adds accepted readings as frames, in the order in which they were sent, and rejected ones with
   * their reasons.
   *
   * @param source which door they came through
   * @return number of frames
   */
  int records(
      Origin origin,
      Admission admission,
      String source,
      List<ProducerRecord<String, byte[]>> records) {
    List<ReadingFrame> frames = frames(origin, admission.runs(), source);
    frames.forEach(frame -> records.add(publisher.frame(frame)));
    for (Rejection rejection : admission.rejected()) {
      records.add(rejected(origin, rejection));
    }
    return frames.size();
  }

  /** Readings as frames, in the order in which they were sent. */
  static List<ReadingFrame> frames(Origin origin, List<Admission.Run> runs, String source) {
    List<ReadingFrame> frames = new ArrayList<>();
    for (Admission.Run run : runs) {
      List<Reading> readings = run.readings();
      for (int from = 0; from < readings.size(); from += GatewaySettings.FRAME_READINGS) {
        int to = Math.min(from + GatewaySettings.FRAME_READINGS, readings.size());
        frames.add(
            new ReadingFrame(
                origin.frameId() + "-" + (frames.size() + 1),
                origin.unit(),
                origin.receivedAt(),
                source,
                origin.gateway(),
                origin.sender(),
                run.action(),
                origin.backfill(),
                origin.edit(),
                readings.subList(from, to)));
      }
    }
    return frames;
  }

  /** A record as bytes. */
  <V extends SpecificRecord> ProducerRecord<String, byte[]> record(
      Topic<V> topic, String key, V value) {
    return publisher.record(topic, key, value);
  }

  /** Publishes that a whole request was refused because its unit is not known. */
  void unknownUnit(Origin origin, ReadingError error) {
    publisher.publish(
        List.of(
            publisher.record(
                Topics.READING_REJECTED,
                origin.unit(),
                RejectionMapping.toAvro(
                    origin, -1, Optional.empty(), Optional.empty(), Optional.empty(), error))));
  }

  /** Publishes the answer, after which a repeat of the request finds it. */
  IngestReceipt receipt(
      String unit, String key, String digest, int status, String receipt, long receivedAt) {
    IngestReceipt record = answer(unit, key, digest, status, receipt, receivedAt);
    publisher.publish(
        List.of(publisher.record(Topics.READING_RECEIPT, Keys.receipt(unit, key), record)));
    return record;
  }

  /** The answer to a request. */
  static IngestReceipt answer(
      String unit, String key, String digest, int status, String receipt, long receivedAt) {
    return IngestReceipt.newBuilder()
        .setUnit(unit)
        .setIdempotencyKey(key)
        .setBodyDigest(digest)
        .setStatus(status)
        .setReceipt(receipt)
        .setReceivedAt(Instant.ofEpochMilli(receivedAt))
        .build();
  }

  private ProducerRecord<String, byte[]> rejected(Origin origin, Rejection rejection) {
    RawReading raw = rejection.reading();
    return publisher.record(
        Topics.READING_REJECTED,
        origin.unit(),
        RejectionMapping.toAvro(
            origin,
            rejection.index(),
            Optional.ofNullable(raw.point()),
            Optional.ofNullable(raw.time()),
            Optional.of(raw.text()),
            rejection.error()));
  }
}
