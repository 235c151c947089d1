// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.KafkaClients;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Puts frames back that can be read by now, byte for byte. Other topics keep the newest record of a
 * key: an old one put back could undo a newer one, so these are applied anew by hand.
 */
public final class DeadLetterReplay implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Map<String, Object> clients;
  private final Deserializer<ReadingFrame> frames;

  /**
   * @param clients configuration of Kafka clients and registry
   */
  public DeadLetterReplay(Map<String, Object> clients) {
    this.clients = Map.copyOf(clients);
    this.frames = ValueSerdes.frames(clients);
  }

  /** Why a letter cannot be put back; empty when it can. */
  public Optional<String> obstacle(DeadLetter letter) {
    if (!letter.topic().equals(Topics.READING_FRAME.name())) {
      return Optional.of("not a frame of readings; apply its newest definition again");
    }
    if (letter.omitted()) {
      return Optional.of("too large to keep; it stands only where it came from");
    }
    try {
      ReadingFrame frame = frames.deserialize(letter.topic(), letter.record().value());
      return frame == null ? Optional.of("it is empty") : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of("still unreadable: " + e.getMessage());
    }
  }

  /**
   * Puts letters back under their key and time, and waits for the acknowledgement.
   *
   * @throws KafkaException when not all are acknowledged; a repeat is harmless
   */
  public void send(List<DeadLetter> letters) throws InterruptedException {
    Map<String, Object> config = KafkaClients.only(clients, ProducerConfig.configNames());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, EntityPartitioner.class);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (DeadLetter letter : letters) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    letter.topic(),
                    null,
                    letter.record().timestamp(),
                    letter.record().key(),
                    letter.record().value())));
      }
      for (Future<RecordMetadata> future : sent) {
        future.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException e) {
      throw new KafkaException("not acknowledged", e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("not acknowledged within " + LONGEST.toSeconds() + " s", e);
    }
  }

  @Override
  public void close() {
    frames.close();
  }
}
