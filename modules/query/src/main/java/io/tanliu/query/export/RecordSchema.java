// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** What the contract would say of an answer's records that have the fields of their topic. */
public final class RecordSchema {
  private RecordSchema() {}

  /** The schema of a record as that of its JSON. */
  public static ObjectNode of(Schema schema) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (schema.getType()) {
      case UNION -> {
        return of(
            schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow());
      }
      case RECORD -> {
        node.put("type", "object");
        ObjectNode properties = node.putObject("properties");
        for (Schema.Field field : schema.getFields()) {
          ObjectNode part = of(field.schema());
          if (part.path("type").asText().equals("string")
              && !part.has("format")
              && Headings.decimal(field.name())) {
            part.put("format", "decimal");
          }
          properties.set(field.name(), part);
        }
      }
      case ARRAY -> {
        node.put("type", "array");
        node.set("items", of(schema.getElementType()));
      }
      case MAP -> node.put("type", "object");
      case BOOLEAN -> node.put("type", "boolean");
      case DOUBLE, FLOAT -> node.put("type", "number").put("format", "double");
      case INT, LONG -> {
        if (schema.getLogicalType() == null) {
          node.put("type", "integer");
        } else {
          node.put("type", "string").put("format", "date-time");
        }
      }
      default -> node.put("type", "string");
    }
    return node;
  }
}
