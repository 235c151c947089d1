// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** The bytes of a JSON answer, read row by row; decimals keep their digits. */
final class Document {
  private static final ObjectMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final byte[] json;
  private final ObjectNode head;

  /** Takes one row: the answer itself first, then the element of each list down to the row. */
  @FunctionalInterface
  interface RowReader {
    void row(JsonNode[] nodes) throws IOException;
  }

  Document(byte[] json) throws IOException {
    this.json = json;
    this.head = readHead();
  }

  /** The answer without its lists of objects. */
  JsonNode head() {
    return head;
  }

  private ObjectNode readHead() throws IOException {
    ObjectNode read = EXACT.createObjectNode();
    try (JsonParser parser = EXACT.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        if (parser.nextToken() != JsonToken.START_ARRAY) {
          read.set(field, EXACT.<JsonNode>readTree(parser));
          continue;
        }
        var list = read.arrayNode();
        boolean rows = false;
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
          if (t == JsonToken.START_OBJECT) {
            rows = true;
            parser.skipChildren();
          } else {
            list.add(EXACT.<JsonNode>readTree(parser));
          }
        }
        if (!rows) {
          read.set(field, list);
        }
      }
    }
    return read;
  }

  /** Reads the rows of a table in the order of the answer. */
  void rows(Table table, RowReader reader) throws IOException {
    JsonNode[] nodes = new JsonNode[table.arrays().size() + 1];
    nodes[0] = head;
    if (table.arrays().isEmpty()) {
      reader.row(nodes);
      return;
    }
    try (JsonParser parser = EXACT.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(table.arrays().get(0));
        boolean list = parser.nextToken() == JsonToken.START_ARRAY;
        if (!wanted || !list) {
          parser.skipChildren();
          continue;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          nodes[1] = EXACT.readTree(parser);
          descend(table.arrays(), nodes, 1, reader);
        }
      }
    }
  }

  private static void descend(List<String> arrays, JsonNode[] nodes, int level, RowReader reader)
      throws IOException {
    if (level == arrays.size()) {
      reader.row(nodes);
      return;
    }
    for (JsonNode element : nodes[level].path(arrays.get(level))) {
      nodes[level + 1] = element;
      descend(arrays, nodes, level + 1, reader);
    }
  }
}
