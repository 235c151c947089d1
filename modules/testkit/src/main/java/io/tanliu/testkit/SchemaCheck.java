// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A JSON value against the part of JSON Schema in which answers are described here. */
final class SchemaCheck {
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "enum",
          "required",
          "properties",
          "additionalProperties",
          "items",
          "allOf",
          "oneOf",
          "format",
          "description",
          "examples",
          "default",
          "minimum",
          "maximum",
          "minLength",
          "minItems",
          "maxItems",
          "maxLength");

  private final UnaryOperator<JsonNode> resolve;
  private final List<String> findings;

  /**
   * @param resolve follows references
   * @param findings where what is wrong is put
   */
  SchemaCheck(UnaryOperator<JsonNode> resolve, List<String> findings) {
    this.resolve = resolve;
    this.findings = findings;
  }

  void check(String where, JsonNode value, JsonNode reference) {
    JsonNode schema = resolve.apply(reference);
    for (Map.Entry<String, JsonNode> word : schema.properties()) {
      if (!KNOWN.contains(word.getKey())) {
        findings.add(where + ": the schema says " + word.getKey() + ", which is not checked");
      }
    }
    schema.path("allOf").forEach(part -> check(where, value, part));
    if (schema.has("oneOf")) {
      one(where, value, schema.get("oneOf"));
    }
    if (schema.has("type") && !types(schema.get("type")).contains(type(value, schema))) {
      findings.add(where + ": " + value + " (expected: " + schema.get("type") + ")");
      return;
    }
    if (schema.has("enum") && !contains(schema.get("enum"), value)) {
      findings.add(where + ": " + value + " (expected: one of " + schema.get("enum") + ")");
    }
    if (schema.path("format").asText().equals("date-time") && value.isTextual()) {
      moment(where, value.asText());
    }
    if (value.isObject()) {
      fields(where, value, schema);
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      check(where + "[" + i + "]", value.get(i), schema.path("items"));
    }
  }

  private void one(String where, JsonNode value, JsonNode choices) {
    int fitting = 0;
    for (JsonNode choice : choices) {
      List<String> wrong = new ArrayList<>();
      new SchemaCheck(resolve, wrong).check(where, value, choice);
      fitting += wrong.isEmpty() ? 1 : 0;
    }
    if (fitting != 1) {
      findings.add(
          where + ": " + value + " fits " + fitting + " (expected: one of " + choices + ")");
    }
  }

  private static Set<String> types(JsonNode wanted) {
    Set<String> types = new TreeSet<>();
    if (wanted.isTextual()) {
      types.add(wanted.asText());
    }
    wanted.forEach(each -> types.add(each.asText()));
    return types;
  }

  private static String type(JsonNode value, JsonNode schema) {
    if (value.isNumber()) {
      boolean whole = value.isIntegralNumber() && types(schema.get("type")).contains("integer");
      return whole ? "integer" : "number";
    }
    if (value.isTextual()) {
      return "string";
    }
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    for (JsonNode each : values) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private void moment(String where, String text) {
    try {
      OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      findings.add(where + ": " + text + " (expected: a moment)");
    }
  }

  private void fields(String where, JsonNode value, JsonNode schema) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        findings.add(where + ": " + name.asText() + " is missing");
      }
    }
    JsonNode others = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode described = schema.path("properties").path(field.getKey());
      String at = where + "." + field.getKey();
      if (!described.isMissingNode()) {
        check(at, field.getValue(), described);
      } else if (others.isObject()) {
        check(at, field.getValue(), others);
      } else if (others.isBoolean() && !others.asBoolean()) {
        findings.add(at + " is not described");
      }
    }
  }
}
