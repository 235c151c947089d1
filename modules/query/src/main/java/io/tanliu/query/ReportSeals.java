// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.avro.SealedReport;
import io.tanliu.domain.attest.ReportSeal;
import io.tanliu.domain.attest.SealAlgorithm;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.KafkaClients;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sealed reports: read from the store wherever it is, written to the topic. */
final class ReportSeals implements AutoCloseable {
  private static final int MOST = 1_000;
  private static final long ACK_SECONDS = 20;

  private final Map<String, Object> kafka;
  private final Function<List<WindowScan>, List<List<SealedReport>>> reader;
  private KafkaProducer<String, byte[]> producer;

  ReportSeals(
      Map<String, Object> kafka, Function<List<WindowScan>, List<List<SealedReport>>> reader) {
    this.kafka = Map.copyOf(kafka);
    this.reader = reader;
  }

  /** Everything sealed of an entity's period, oldest first. */
  List<SealedReport> of(String entity, String period) {
    String prefix = Keys.sealedReport(entity, period, "");
    return reader
        .apply(List.of(new WindowScan(QueryTopology.REPORTS, prefix, prefix + '~', MOST, false)))
        .get(0)
        .stream()
        .sorted(Comparator.comparing(SealedReport::getSealedAt))
        .toList();
  }

  /** The seal of a record. */
  static ReportSeal seal(SealedReport record) {
    return new ReportSeal(
        record.getEntity(),
        record.getPeriod(),
        record.getDigest(),
        record.getSealedAt().toString(),
        record.getSealedBy(),
        record.getKey(),
        SealAlgorithm.valueOf(record.getAlgorithm()),
        record.getPublicKey(),
        record.getSignature());
  }

  /**
   * Writes one and waits until the cluster has it.
   *
   * @throws Problem 503 when it does not say so in time
   */
  void write(SealedReport record) {
    try {
      byte[] value =
          ValueSerdes.serializer(Topics.REPORT_SEALED, kafka)
              .serialize(Topics.REPORT_SEALED.name(), record);
      String key = Keys.sealedReport(record.getEntity(), record.getPeriod(), record.getDigest());
      producer()
          .send(new ProducerRecord<>(Topics.REPORT_SEALED.name(), key, value))
          .get(ACK_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw Problem.unavailable("NOT_WRITTEN", String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("NOT_WRITTEN", "stopping");
    }
  }

  /** Made with the first seal: most instances never seal. */
  private synchronized KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      Map<String, Object> config =
          new HashMap<>(KafkaClients.only(kafka, ProducerConfig.configNames()));
      config.put(ProducerConfig.ACKS_CONFIG, "all");
      config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, EntityPartitioner.class.getName());
      config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
      config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
      producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  /** Empty for no such digest. */
  Optional<SealedReport> find(String entity, String period, String digest) {
    return of(entity, period).stream().filter(r -> r.getDigest().equals(digest)).findFirst();
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
      producer = null;
    }
  }
}
