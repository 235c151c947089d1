// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.attest;

import io.tanliu.avro.SignerDefinition;
import io.tanliu.domain.attest.Signer;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.KafkaClients;
import io.tanliu.wire.SealMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes who may seal. */
public final class SignerWriter {
  private SignerWriter() {}

  /**
   * Writes a sender and waits for all replicas.
   *
   * @throws KafkaException when the cluster does not take it
   */
  public static void write(Map<String, Object> clients, Signer signer) throws InterruptedException {
    Map<String, Object> config = KafkaClients.only(clients, ProducerConfig.configNames());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, EntityPartitioner.class);
    try (KafkaProducer<String, SignerDefinition> producer =
        new KafkaProducer<>(
            config, new StringSerializer(), ValueSerdes.serializer(Topics.REF_SIGNER, clients))) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.REF_SIGNER.name(), signer.id(), SealMapping.toAvro(signer)))
          .get();
    } catch (ExecutionException e) {
      throw new KafkaException("not acknowledged", e.getCause());
    }
  }
}
