// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Schemas and levels in a compacted topic of one partition, so that ids survive a restart. */
final class SchemaLog implements AutoCloseable {
  static final String TOPIC = "_tanliu_schemas";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaProducer<byte[], byte[]> producer;

  private SchemaLog(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Opens the log and puts what it holds into a store. */
  static SchemaLog open(String bootstrap, SchemaStore store) {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrap);
    createTopic(config);
    load(bootstrap, store);
    return new SchemaLog(
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }

  /** Returns when the version is on the log. */
  void append(StoredSchema stored) {
    ObjectNode key =
        key("SCHEMA").put("subject", stored.subject()).put("version", stored.version());
    ObjectNode value =
        JSON.createObjectNode()
            .put("subject", stored.subject())
            .put("version", stored.version())
            .put("id", stored.id())
            .put("schema", stored.text());
    append(key, value);
  }

  /** Returns when the level is on the log. */
  void append(Optional<String> subject, Compatibility level) {
    ObjectNode key = key("CONFIG");
    subject.ifPresent(name -> key.put("subject", name));
    append(key, JSON.createObjectNode().put("compatibilityLevel", level.name()));
  }

  private void append(ObjectNode key, ObjectNode value) {
    try {
      producer
          .send(new ProducerRecord<>(TOPIC, 0, bytes(key), bytes(value)))
          .get(LOAD_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("Cannot write to " + TOPIC, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while writing to " + TOPIC, e);
    }
  }

  private static ObjectNode key(String type) {
    return JSON.createObjectNode().put("keytype", type);
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void createTopic(Map<String, Object> config) {
    try (Admin admin = Admin.create(config)) {
      NewTopic topic =
          new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
      admin.createTopics(List.of(topic)).all().get(LOAD_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("Cannot create " + TOPIC, e.getCause());
      }
    } catch (TimeoutException e) {
      throw new KafkaException("Cannot create " + TOPIC, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while creating " + TOPIC, e);
    }
  }

  private static void load(String bootstrap, SchemaStore store) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false");
    long deadline = System.nanoTime() + LOAD_TIMEOUT.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION), LOAD_TIMEOUT).get(PARTITION);
      while (consumer.position(PARTITION, LOAD_TIMEOUT) < end) {
        if (System.nanoTime() > deadline) {
          throw new KafkaException(TOPIC + " could not be read within " + LOAD_TIMEOUT);
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          apply(record, store);
        }
      }
    }
  }

  private static void apply(ConsumerRecord<byte[], byte[]> record, SchemaStore store) {
    try {
      JsonNode key = JSON.readTree(record.key());
      JsonNode value = JSON.readTree(record.value());
      if (key.path("keytype").asText().equals("SCHEMA")) {
        store.apply(
            new StoredSchema(
                value.get("subject").asText(),
                value.get("version").asInt(),
                value.get("id").asInt(),
                new Schema.Parser().parse(value.get("schema").asText())));
      } else {
        store.apply(
            Optional.ofNullable(key.get("subject")).map(JsonNode::asText),
            Compatibility.valueOf(value.get("compatibilityLevel").asText()));
      }
    } catch (IOException | RuntimeException e) {
      throw new KafkaException(TOPIC + ": cannot read the record at " + record.offset(), e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
