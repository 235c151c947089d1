// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.tanliu.avro.AlertDelivery;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;

/** Writes down what became of notices. */
final class DeliveryLog implements AutoCloseable {
  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(15);

  private final KafkaProducer<String, byte[]> producer;
  private final Serializer<AlertDelivery> values;

  DeliveryLog(Map<String, Object> config) {
    producer = Clients.producer(config);
    values = ValueSerdes.serializer(Topics.ALERT_DELIVERY, config);
  }

  /**
   * Returns when the cluster has acknowledged the record.
   *
   * @throws KafkaException when it has not, or the registry does not answer
   */
  void write(AlertDelivery delivery) throws InterruptedException {
    String topic = Topics.ALERT_DELIVERY.name();
    byte[] value;
    synchronized (values) {
      value = values.serialize(topic, delivery);
    }
    String key = Keys.delivery(delivery.getNotice(), delivery.getReceiver());
    Future<RecordMetadata> sent =
        producer.send(
            new ProducerRecord<>(topic, null, delivery.getAt().toEpochMilli(), key, value));
    try {
      sent.get(ACKNOWLEDGED.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("not acknowledged within " + ACKNOWLEDGED.toSeconds() + " s", e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    values.close();
  }
}
