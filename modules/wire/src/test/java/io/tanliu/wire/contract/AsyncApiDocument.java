// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicManifest;
import io.tanliu.wire.TopicSpec;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The catalogue as an AsyncAPI document. */
final class AsyncApiDocument {
  private static final ObjectMapper JSON = ExampleRecords.JSON;
  private static final String BINDING = "0.5.0";

  /** Settings that AsyncAPI's binding wants as numbers. */
  private static final List<String> NUMBERS = List.of("retention.ms", "max.message.bytes");

  private final Path root;
  private final ExampleRecords examples;

  AsyncApiDocument(Path root) {
    this.root = root;
    this.examples = new ExampleRecords(root);
  }

  JsonNode document() {
    ObjectNode document = JSON.createObjectNode();
    document.put("asyncapi", "3.0.0");
    document.put("id", "urn:io:tanliu:topics:v1");
    info(document.putObject("info"));
    servers(document.putObject("servers"));
    document.put("defaultContentType", "avro/binary");
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    ObjectNode components = document.putObject("components");
    ObjectNode messages = components.putObject("messages");
    Map<String, JsonNode> schemas = new TreeMap<>();
    for (TopicContract contract : TopicContracts.all()) {
      String id = id(contract.topic());
      channel(channels.putObject(id), contract);
      operations(operations, contract);
      message(messages.putObject(id), contract);
      if (contract.topic() instanceof Topic<?> topic) {
        schemas.computeIfAbsent(topic.valueType().getSimpleName(), this::schema);
      }
    }
    ObjectNode all = components.putObject("schemas");
    schemas.forEach(all::set);
    return document;
  }

  private static void info(ObjectNode info) {
    info.put("title", "Tanliu: topics");
    info.put("version", "1.0");
    info.put(
        "description",
        """
        Energy use and carbon emissions of units and regions, how they stand against their targets, and alerts.

        - Keys are UTF-8 text, values Avro records in the registry's wire format: a zero byte, the id of the schema as four
          bytes, big end first, then the Avro bytes. Subjects are `<topic>-value`.
        - Read with `isolation.level=read_committed`: what an aborted transaction left behind never happened.
        - All records of a key stand in one partition, in the order in which they were written. Where the newest record of a
          key counts, it replaces all before it, and a record without value takes the key away. Start from the beginning, keep
          the newest per key, and follow.
        - A figure that says `provisional` will still change; `coverage` is the share of the time that was really measured, 0
          to 1. A sum of little coverage is no small sum.
        - Numbers are whole numbers in base units (Wh, kJ, g, L, gce, gCO2e) with the unit beside them, or decimals as text;
          times are milliseconds since 1970-01-01T00:00:00Z.
        - Take fields and names of enumerations that you do not know for what they are: something new.

        Examples are real records of a simulated province, in Avro's JSON encoding. What may change, and what will not, is
        stated in docs/CONTRACTS.md; programs to start from stand in docs/examples/consumers.
        """);
    info.putObject("license")
        .put("name", "Apache License 2.0")
        .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
    ArrayNode tags = info.putArray("tags");
    for (Audience audience : Audience.values()) {
      tags.addObject().put("name", tag(audience)).put("description", audience.text());
    }
  }

  private static void servers(ObjectNode servers) {
    server(servers.putObject("cluster"), "kafka", "The cluster, without encryption");
    server(servers.putObject("clusterTls"), "kafka-secure", "The cluster, over TLS");
  }

  private static void server(ObjectNode server, String protocol, String description) {
    server.put("host", "{bootstrap}");
    server.put("protocol", protocol);
    server.put("description", description);
    server
        .putObject("variables")
        .putObject("bootstrap")
        .put("default", "kafka:9092")
        .put(
            "description",
            "Brokers to begin with; `endpoints.properties` in the data directory of a demo names its own.");
    server
        .putObject("bindings")
        .putObject("kafka")
        .put("schemaRegistryUrl", "http://registry:8081")
        .put("schemaRegistryVendor", "confluent")
        .put("bindingVersion", BINDING);
  }

  private static void channel(ObjectNode channel, TopicContract contract) {
    TopicSpec topic = contract.topic();
    channel.put("address", topic.name());
    channel.put("title", topic.doc());
    channel.put("description", ContractText.whole(contract));
    channel.putArray("tags").addObject().put("name", tag(contract.audience()));
    channel
        .putObject("messages")
        .putObject("record")
        .put("$ref", "#/components/messages/" + id(topic));
    ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
    kafka.put("topic", topic.name());
    kafka.put("partitions", TopicManifest.PARTITIONS);
    kafka.put("replicas", TopicManifest.REPLICAS);
    configuration(kafka.putObject("topicConfiguration"), topic.config());
    kafka.put("bindingVersion", BINDING);
    channel.put("x-tanliu-promised", contract.audience().promised());
    channel.put("x-tanliu-newest-per-key", contract.newestPerKey());
    channel.put("x-tanliu-partitioned-by", ContractText.partitionedBy(contract));
    channel.put("x-tanliu-exactly-once", contract.exactlyOnce());
    ArrayNode writers = channel.putArray("x-tanliu-writers");
    contract.writers().forEach(writer -> writers.add(writer.text()));
    contract.eventTime().ifPresent(field -> channel.put("x-tanliu-event-time", field));
    contract.recordTime().ifPresent(field -> channel.put("x-tanliu-record-time", field));
    contract.deletion().ifPresent(text -> channel.put("x-tanliu-without-value", text));
  }

  private static void configuration(ObjectNode target, Map<String, String> config) {
    new TreeMap<>(config)
        .forEach(
            (name, value) -> {
              if (name.equals("cleanup.policy")) {
                ArrayNode policies = target.putArray(name);
                List.of(value.split(",", -1)).forEach(policies::add);
              } else if (NUMBERS.contains(name)) {
                target.put(name, Long.parseLong(value));
              } else {
                target.put(name, value);
              }
            });
  }

  private static void operations(ObjectNode operations, TopicContract contract) {
    String name = id(contract.topic()).replace('.', '-');
    if (contract.writers().stream().anyMatch(writer -> writer != Writer.ANYONE)) {
      operation(operations.putObject("send-" + name), "send", contract);
    }
    if (contract.audience() == Audience.IN) {
      operation(operations.putObject("receive-" + name), "receive", contract);
    }
  }

  private static void operation(ObjectNode operation, String action, TopicContract contract) {
    String id = id(contract.topic());
    operation.put("action", action);
    operation.putObject("channel").put("$ref", "#/channels/" + id);
    operation.put(
        "summary",
        action.equals("send")
            ? "Written by "
                + contract.writers().stream()
                    .filter(writer -> writer != Writer.ANYONE)
                    .map(Writer::text)
                    .collect(Collectors.joining(", "))
            : "Taken from any producer");
    operation.putArray("messages").addObject().put("$ref", "#/channels/" + id + "/messages/record");
  }

  private void message(ObjectNode message, TopicContract contract) {
    TopicSpec topic = contract.topic();
    message.put("name", topic instanceof Topic<?> t ? t.valueType().getSimpleName() : "bytes");
    message.put("title", topic.doc());
    ObjectNode kafka = JSON.createObjectNode();
    if (topic instanceof Topic<?> typed) {
      message.put("contentType", "avro/binary");
      message
          .putObject("payload")
          .put("$ref", "#/components/schemas/" + typed.valueType().getSimpleName());
      ObjectNode key = kafka.putObject("key");
      key.put("type", "string");
      key.put("description", topic.keyDoc() + ": " + contract.key().text());
      key.put("pattern", contract.key().pattern());
      kafka.put("schemaIdLocation", "payload");
      kafka.put("schemaIdPayloadEncoding", "confluent");
      kafka.put("schemaLookupStrategy", "TopicNameStrategy");
      examples.find(topic).ifPresent(example -> example(message, key, example));
    } else {
      message.put("contentType", "application/octet-stream");
      kafka.putObject("key").put("type", "string").put("description", topic.keyDoc());
    }
    kafka.put("bindingVersion", BINDING);
    message.putObject("bindings").set("kafka", kafka);
  }

  private static void example(ObjectNode message, ObjectNode key, JsonNode example) {
    key.putArray("examples").add(example.get("key"));
    ObjectNode shown = message.putArray("examples").addObject();
    shown.put("name", "record");
    shown.put(
        "summary",
        "key " + example.get("key").asText() + ", timestamp " + example.get("timestamp"));
    shown.set("payload", example.get("value"));
  }

  private JsonNode schema(String type) {
    try {
      ObjectNode schema = JSON.createObjectNode();
      schema.put("schemaFormat", "application/vnd.apache.avro;version=1.9.0");
      schema.set(
          "schema", JSON.readTree(Files.readString(root.resolve("schemas/" + type + ".avsc"))));
      return schema;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(TopicSpec topic) {
    return topic.name().substring(Topics.PREFIX.length());
  }

  private static String tag(Audience audience) {
    return audience.name().toLowerCase(java.util.Locale.ROOT);
  }
}
