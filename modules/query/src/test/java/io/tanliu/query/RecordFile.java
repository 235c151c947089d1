// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicSpec;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records written down as JSON, by topic and key. A field that is not named has its schema's
 * default, or else is empty, zero or false, so that a file says only what a test looks at; a name
 * that the schema does not have is refused.
 */
final class RecordFile {
  private RecordFile() {}

  /** Sends all records of a file of the class path. */
  static void send(String resource, Records records) {
    JsonNode file;
    try (InputStream in = RecordFile.class.getResourceAsStream(resource)) {
      file = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.properties()
        .forEach(
            topic ->
                topic
                    .getValue()
                    .properties()
                    .forEach(
                        entry ->
                            send(
                                topic(topic.getKey()), entry.getKey(), entry.getValue(), records)));
  }

  private static Topic<?> topic(String name) {
    for (TopicSpec each : Topics.all()) {
      if (each instanceof Topic<?> found && found.name().equals(Topics.PREFIX + name)) {
        return found;
      }
    }
    throw new IllegalArgumentException("no topic " + name);
  }

  /** Sends one record. */
  static <V extends SpecificRecord> void send(
      Topic<V> topic, String key, JsonNode json, Records records) {
    records.send(topic, key, record(topic.valueType(), json));
  }

  private static <V extends SpecificRecord> V record(Class<V> type, JsonNode json) {
    try {
      V found = type.getDeclaredConstructor().newInstance();
      Schema schema = found.getSchema();
      json.fieldNames()
          .forEachRemaining(
              name -> {
                if (schema.getField(name) == null) {
                  throw new IllegalArgumentException(schema.getName() + " has no field " + name);
                }
              });
      for (Schema.Field field : schema.getFields()) {
        JsonNode given = json.get(field.name());
        found.put(field.pos(), given == null ? nothing(field) : value(field.schema(), given));
      }
      return found;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName(), e);
    }
  }

  private static Object value(Schema schema, JsonNode json) {
    return switch (schema.getType()) {
      case RECORD -> record(type(schema).asSubclass(SpecificRecord.class), json);
      case UNION -> json.isNull() ? null : value(notNull(schema), json);
      case ARRAY -> {
        List<Object> all = new ArrayList<>();
        json.forEach(each -> all.add(value(schema.getElementType(), each)));
        yield all;
      }
      case MAP -> {
        Map<String, Object> all = new HashMap<>();
        json.properties()
            .forEach(each -> all.put(each.getKey(), value(schema.getValueType(), each.getValue())));
        yield all;
      }
      case ENUM -> symbol(schema, json.asText());
      case LONG -> schema.getLogicalType() == null ? json.asLong() : Instant.parse(json.asText());
      case INT -> json.asInt();
      case DOUBLE -> json.asDouble();
      case BOOLEAN -> json.asBoolean();
      default -> json.asText();
    };
  }

  private static Object nothing(Schema.Field field) {
    if (field.hasDefaultValue()) {
      if (field.schema().getType() == Schema.Type.ENUM) {
        return symbol(field.schema(), field.defaultVal().toString());
      }
      return GenericData.get().getDefaultValue(field);
    }
    return switch (field.schema().getType()) {
      case ARRAY -> List.of();
      case MAP -> Map.of();
      case LONG -> 0L;
      case INT -> 0;
      case DOUBLE -> 0.0;
      case BOOLEAN -> false;
      case STRING -> "";
      case UNION -> null;
      default -> throw new IllegalArgumentException(field.name() + " has to be given");
    };
  }

  private static Schema notNull(Schema union) {
    return union.getTypes().stream()
        .filter(each -> each.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  private static Object symbol(Schema schema, String name) {
    return Arrays.stream(type(schema).getEnumConstants())
        .filter(each -> each.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(schema.getName() + " has no " + name));
  }

  private static Class<?> type(Schema schema) {
    try {
      return Class.forName(schema.getFullName());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(schema.getFullName(), e);
    }
  }
}
