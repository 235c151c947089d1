// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;

/** A record of each topic, as one stood there: key, timestamp and value in Avro's own JSON. */
final class ExampleRecords {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  ExampleRecords(Path root) {
    directory = root.resolve("docs/examples/records");
  }

  /** The example of a topic, {@code {"key", "timestamp", "value"}}. */
  JsonNode of(TopicSpec topic) {
    try {
      return JSON.readTree(Files.readString(file(topic)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The example of a topic that has one. */
  Optional<JsonNode> find(TopicSpec topic) {
    return Files.exists(file(topic)) ? Optional.of(of(topic)) : Optional.empty();
  }

  Path file(TopicSpec topic) {
    return directory.resolve(topic.name() + ".json");
  }

  /** The value of an example, read with the schema; fails when it does not fit. */
  GenericRecord value(Topic<?> topic) throws IOException {
    Schema schema = schema(topic);
    String json = of(topic).get("value").toString();
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().jsonDecoder(schema, json));
  }

  static Schema schema(Topic<?> topic) {
    return SpecificData.get().getSchema(topic.valueType());
  }
}
