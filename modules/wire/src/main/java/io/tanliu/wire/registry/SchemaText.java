// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** The text of a schema as every language understands it. */
public final class SchemaText {
  private static final String JAVA_STRING = "avro.java.string";
  private static final ObjectMapper JSON = new ObjectMapper();

  private SchemaText() {}

  /**
   * JSON of a schema without the hint that generated Java classes carry for their own strings, so
   * that what is registered equals the file in {@code schemas/}.
   */
  public static String neutral(Schema schema) {
    String text = schema.toString();
    if (!text.contains(JAVA_STRING)) {
      return text;
    }
    try {
      return strip(JSON.readTree(text)).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
    }
  }

  private static JsonNode strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(JAVA_STRING);
      object.properties().forEach(entry -> entry.setValue(strip(entry.getValue())));
      if (object.size() == 1 && object.path("type").isTextual()) {
        return object.get("type");
      }
    } else if (node.isArray()) {
      com.fasterxml.jackson.databind.node.ArrayNode array =
          (com.fasterxml.jackson.databind.node.ArrayNode) node;
      for (int i = 0; i < array.size(); i++) {
        array.set(i, strip(array.get(i)));
      }
    }
    return node;
  }
}
