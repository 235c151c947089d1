// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.KafkaClients;
import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.TopicSpec;
import io.tanliu.wire.Topics;
import io.tanliu.wire.contract.TopicContract;
import io.tanliu.wire.contract.TopicContracts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Holds every record of every topic of a running system against its contract: it is read as a
 * stranger would, by nothing but the registry's id in the record.
 */
final class TopicCheck {
  /** Kafka's own, the demo's registry, and what the streams parts keep for themselves. */
  private static final Pattern INTERNAL =
      Pattern.compile("__\\w+|_tanliu_schemas|tanliu-[a-z]+-.+-(changelog|repartition)");

  /** Shares: never below 0, never above 1. */
  private static final Set<String> SHARES =
      Set.of("coverage", "estimated", "unverified", "completeness");

  private static final int LONGEST_LIST = 50;
  private static final int HEADER_BYTES = 5;

  private final Map<String, Object> clients;
  private final String registry;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final Map<String, Schema> committed = new HashMap<>();
  private final Map<String, Long> seen = new TreeMap<>();
  private final Map<String, ObjectNode> examples = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();

  private TopicCheck(String bootstrap, String registry) {
    this.clients = Map.of("bootstrap.servers", bootstrap);
    this.registry = registry;
  }

  /** Reads everything. */
  static TopicCheck of(Demo demo) {
    return of(demo.endpoint("bootstrap.servers"), demo.endpoint("schema.registry.url"));
  }

  static TopicCheck of(String bootstrap, String registry) {
    TopicCheck check = new TopicCheck(bootstrap, registry);
    try (Admin admin = Admin.create(check.clients)) {
      Set<String> names = admin.listTopics().names().get();
      names.stream()
          .filter(name -> Topics.all().stream().noneMatch(topic -> topic.name().equals(name)))
          .filter(name -> !INTERNAL.matcher(name).matches())
          .forEach(name -> check.findings.add(name + ": not in the catalogue"));
      Map<String, TopicDescription> described =
          admin
              .describeTopics(Topics.all().stream().map(TopicSpec::name).toList())
              .allTopicNames()
              .get();
      for (TopicContract contract : TopicContracts.all()) {
        check.topic(contract, described.get(contract.topic().name()).partitions().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return check;
  }

  /** Topics of the catalogue in which anything stands. */
  static Set<String> filled(Demo demo) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", demo.endpoint("bootstrap.servers"));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          KafkaClients.partitions(consumer, Topics.all().stream().map(TopicSpec::name).toList());
      Set<String> filled = new TreeSet<>();
      consumer
          .endOffsets(partitions)
          .forEach(
              (partition, end) -> {
                if (end > 0) {
                  filled.add(partition.topic());
                }
              });
      return filled;
    }
  }

  /** What is not as its contract says, the first of it. */
  List<String> findings() {
    return findings;
  }

  /** Records per topic; those without any are not in it. */
  Map<String, Long> seen() {
    return seen;
  }

  /** Keeps a record of each topic that has none yet among the documents. */
  void keepExamples(Path directory) {
    examples.forEach(
        (topic, example) -> {
          Path file = directory.resolve(topic + ".json");
          try {
            if (!Files.exists(file)) {
              Files.writeString(file, example.toPrettyString() + "\n");
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void topic(TopicContract contract, int partitions) {
    String name = contract.topic().name();
    new TopicScan(clients)
        .all(
            name,
            record -> {
              seen.merge(name, 1L, Long::sum);
              try {
                record(contract, partitions, record);
              } catch (IOException | RuntimeException e) {
                found(record, "cannot be read: " + e);
              }
            });
  }

  private void record(TopicContract contract, int partitions, ConsumerRecord<byte[], byte[]> record)
      throws IOException {
    if (!(contract.topic() instanceof Topic<?> topic)) {
      return;
    }
    if (record.headers().iterator().hasNext()) {
      found(record, "headers " + record.headers() + " (expected: none)");
    }
    if (record.partition() != EntityPartitioner.partition(topic.name(), record.key(), partitions)) {
      found(record, "partition " + record.partition() + " (expected: by the key)");
    }
    GenericRecord value = record.value() == null ? null : read(topic, record);
    String key = new String(record.key(), StandardCharsets.UTF_8);
    contract.findings(key, record.timestamp(), value).forEach(said -> found(record, said));
    if (value != null) {
      shares(record, value);
      if (!examples.containsKey(topic.name())) {
        examples.put(topic.name(), example(key, record.timestamp(), value));
      }
    }
  }

  private GenericRecord read(Topic<?> topic, ConsumerRecord<byte[], byte[]> record)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(record.value());
    if (bytes.get() != 0) {
      throw new IOException("not in the registry's wire format");
    }
    Schema schema = schemas.computeIfAbsent(bytes.getInt(), this::registered);
    if (!schema.equals(committed(topic))) {
      found(record, "schema " + schema.getFullName() + " is not the one in schemas/");
    }
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(
                record.value(), HEADER_BYTES, record.value().length - HEADER_BYTES, null);
    GenericRecord value = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    if (!decoder.isEnd()) {
      found(record, "bytes behind the value");
    }
    return value;
  }

  private Schema committed(Topic<?> topic) {
    return committed.computeIfAbsent(
        topic.valueType().getSimpleName(),
        type -> {
          try {
            return new Schema.Parser()
                .parse(Files.readString(Places.ROOT.resolve("schemas/" + type + ".avsc")));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private Schema registered(int id) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the registry does not know schema " + id);
      }
      return new Schema.Parser().parse(Api.json(answer.body()).get("schema").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void shares(ConsumerRecord<byte[], byte[]> record, Object value) {
    if (value instanceof GenericRecord fields) {
      for (Schema.Field field : fields.getSchema().getFields()) {
        Object part = fields.get(field.pos());
        if (part instanceof Double share
            && SHARES.contains(field.name())
            && !(share >= 0 && share <= 1)) {
          found(record, field.name() + " " + share + " (expected: 0 to 1)");
        }
        shares(record, part);
      }
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(part -> shares(record, part));
    } else if (value instanceof List<?> list) {
      list.forEach(part -> shares(record, part));
    }
  }

  private static ObjectNode example(String key, long timestamp, GenericRecord value)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonEncoder encoder = EncoderFactory.get().jsonEncoder(value.getSchema(), bytes);
    new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
    encoder.flush();
    JsonNode json = Api.json(bytes.toString(StandardCharsets.UTF_8));
    ObjectNode example = JsonNodeFactory.instance.objectNode();
    example.put("key", key).put("timestamp", timestamp).set("value", json);
    return example;
  }

  private void found(ConsumerRecord<byte[], byte[]> record, String what) {
    if (findings.size() < LONGEST_LIST) {
      findings.add(
          "%s-%d offset %d key %s: %s"
              .formatted(
                  record.topic(),
                  record.partition(),
                  record.offset(),
                  record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                  what));
    }
  }
}
