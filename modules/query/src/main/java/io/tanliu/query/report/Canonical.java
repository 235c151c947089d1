// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tanliu.domain.attest.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The one form in which a report is digested: JSON by the rules of RFC 8785. Names are sorted,
 * nothing is between the tokens, and the only numbers are whole ones; decimals are texts.
 */
public final class Canonical {
  private static final long MOST = (1L << 53) - 1;

  private Canonical() {}

  /**
   * The canonical text.
   *
   * @throws IllegalArgumentException for a number with a fraction, or one that others would round
   */
  public static String text(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(node, out);
    return out.toString();
  }

  /** SHA-256 of the canonical text in UTF-8, 64 hexadecimal digits. */
  public static String digest(JsonNode node) {
    return Digests.of(text(node));
  }

  /** The same with every decimal as a plain text without trailing zeros: one form of each. */
  public static JsonNode exact(JsonNode node) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (node.isObject()) {
      var object = make.objectNode();
      node.properties().forEach(field -> object.set(field.getKey(), exact(field.getValue())));
      return object;
    }
    if (node.isArray()) {
      var array = make.arrayNode();
      node.forEach(item -> array.add(exact(item)));
      return array;
    }
    return node.isNumber() && !node.isIntegralNumber()
        ? make.textNode(node.decimalValue().stripTrailingZeros().toPlainString())
        : node;
  }

  private static void write(JsonNode node, StringBuilder out) {
    if (node.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
      out.append('{');
      String between = "";
      for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
        out.append(between);
        quoted(field.getKey(), out);
        out.append(':');
        write(field.getValue(), out);
        between = ",";
      }
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      String between = "";
      for (JsonNode item : node) {
        out.append(between);
        write(item, out);
        between = ",";
      }
      out.append(']');
    } else if (node.isTextual()) {
      quoted(node.textValue(), out);
    } else if (node.isNumber()) {
      if (!node.isIntegralNumber()
          || !node.canConvertToLong()
          || Math.abs(node.longValue()) > MOST) {
        throw new IllegalArgumentException(
            "number: " + node.asText() + " (expected: a whole number below 2^53, or a text)");
      }
      out.append(node.longValue());
    } else {
      out.append(node.isBoolean() ? Boolean.toString(node.booleanValue()) : "null");
    }
  }

  private static void quoted(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /**
   * One value that is not the same in two documents.
   *
   * @param figure where it stands, as a path of names and positions; a member of a list that has an
   *     identity is named by it
   * @param before null when it is not there
   * @param now null when it is not there
   */
  public record Change(String figure, String before, String now) {}

  /** The values that differ, in the order of the canonical form; at most {@code limit}. */
  public static List<Change> changes(JsonNode before, JsonNode now, int limit) {
    List<Change> found = new ArrayList<>();
    compare("", before, now, limit, found);
    return found;
  }

  private static void compare(
      String path, JsonNode before, JsonNode now, int limit, List<Change> found) {
    if (found.size() >= limit || same(before, now)) {
      return;
    }
    boolean inside =
        before != null
            && now != null
            && ((before.isObject() && now.isObject()) || (before.isArray() && now.isArray()));
    if (!inside) {
      found.add(new Change(path, shown(before), shown(now)));
      return;
    }
    Map<String, JsonNode> then = members(before);
    Map<String, JsonNode> later = members(now);
    TreeMap<String, JsonNode> all = new TreeMap<>(then);
    all.putAll(later);
    all.keySet()
        .forEach(
            name ->
                compare(
                    path.isEmpty() ? name : path + "." + name,
                    then.get(name),
                    later.get(name),
                    limit,
                    found));
  }

  /** A whole number is the same whether it was read as an int or as a long. */
  private static boolean same(JsonNode before, JsonNode now) {
    return Objects.equals(before, now)
        || (before != null
            && now != null
            && before.isIntegralNumber()
            && now.isIntegralNumber()
            && before.longValue() == now.longValue());
  }

  /** Members by name; of a list by what tells them apart, so that an insertion is one change. */
  private static Map<String, JsonNode> members(JsonNode node) {
    Map<String, JsonNode> members = new TreeMap<>();
    if (node.isObject()) {
      node.properties().forEach(field -> members.put(field.getKey(), field.getValue()));
      return members;
    }
    for (int i = 0; i < node.size(); i++) {
      JsonNode item = node.get(i);
      String name = String.format(Locale.ROOT, "[%03d]", i);
      for (String identity : List.of("id", "target", "quantity", "code")) {
        if (item.path(identity).isTextual()) {
          String other = item.at("/denominator/code").asText();
          name = item.get(identity).asText() + (other.isEmpty() ? "" : "/" + other);
          break;
        }
      }
      if (members.containsKey(name)) {
        name += String.format(Locale.ROOT, "[%03d]", i);
      }
      members.put(name, item);
    }
    return members;
  }

  private static String shown(JsonNode node) {
    return node == null ? null : node.isTextual() ? node.textValue() : text(node);
  }
}
