// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The tables of each answer, read from the contract. A list of objects is a table, and so is a list
 * in its elements; objects in a row are columns of it. Before a table's own columns stand the plain
 * fields of the answer, and what identifies the row in which it lies.
 */
final class TableForms {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Fields that say something of the list, not of what is in it. */
  private static final Set<String> OF_THE_LIST =
      Set.of("total", "truncated", "next", "children", "notNamed", "freshness");

  /** Of the answer, also where the answer is the row. */
  private static final List<String> FRESHNESS = List.of("freshness");

  /** Fields of a row that tell it from the others. */
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "name",
          "nameEn",
          "kind",
          "entity",
          "region",
          "station",
          "period",
          "day",
          "month",
          "from",
          "to",
          "start",
          "end",
          "zone",
          "asOf",
          "industry",
          "quantity",
          "measure",
          "denominator",
          "share",
          "target",
          "product",
          "programme",
          "parameter");

  /** Fields that say in a row again what the answer said before. */
  private static final Set<String> SAME = Set.of("entity", "station", "granularity");

  /** Routes whose first list is not what they are asked for. */
  private static final Map<String, String> FIRST =
      Map.of("/api/v1/regions/{id}/air", "stations.hours");

  private final JsonNode contract;

  private TableForms(JsonNode contract) {
    this.contract = contract;
  }

  /** Reads an OpenAPI document. */
  static TableForms of(InputStream yaml) {
    return new TableForms(
        JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(yaml)));
  }

  /** The document in a resource. */
  static TableForms ofResource(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      return of(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Name of the operation behind a route, e.g. {@code /api/v1/entities/{id}}. */
  String operation(String route) {
    return contract.path("paths").path(route).path("get").path("operationId").asText();
  }

  /**
   * The tables of a route, the first of which is what a file of one table holds.
   *
   * @param records fields of the elements that the contract leaves open; missing for none
   */
  List<Table> of(String route, JsonNode records) {
    JsonNode root =
        resolved(
            contract
                .path("paths")
                .path(route)
                .path("get")
                .path("responses")
                .path("200")
                .path("content")
                .path("application/json")
                .path("schema"));
    List<Table> tables = new ArrayList<>();
    boolean open = !root.has("properties");
    List<Map.Entry<String, JsonNode>> lists = open ? List.of() : lists(root);
    if (lists.isEmpty()) {
      rows(operation(route), List.of(), open ? records : root, List.of(), records, tables);
      return tables;
    }
    List<Column> head = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : root.get("properties").properties()) {
      JsonNode schema = resolved(field.getValue());
      if (OF_THE_LIST.contains(field.getKey())) {
        continue;
      }
      if (schema.has("properties")) {
        List<Column> columns = columns(schema, 0, List.of(field.getKey()));
        tables.add(new Table(field.getKey(), List.of(), columns));
        columns.stream().filter(c -> c.last().equals("id")).forEach(head::add);
      } else if (plain(schema)) {
        head.add(column(schema, 0, List.of(field.getKey())));
      }
    }
    for (Map.Entry<String, JsonNode> list : lists) {
      JsonNode items = resolved(list.getValue().get("items"));
      String name = list.getKey();
      rows(name, List.of(name), items, head, records, tables);
    }
    tables.sort(Comparator.comparing(table -> !table.name().equals(FIRST.get(route))));
    return tables;
  }

  private List<Map.Entry<String, JsonNode>> lists(JsonNode schema) {
    return schema.path("properties").properties().stream()
        .map(field -> Map.entry(field.getKey(), resolved(field.getValue())))
        .filter(field -> isList(field.getValue()))
        .toList();
  }

  private boolean isList(JsonNode schema) {
    return type(schema).equals("array") && type(resolved(schema.path("items"))).equals("object");
  }

  private void rows(
      String name,
      List<String> arrays,
      JsonNode element,
      List<Column> inherited,
      JsonNode records,
      List<Table> tables) {
    JsonNode schema = element.has("properties") ? element : records;
    List<Column> own = own(arrays, inherited, columns(schema, arrays.size(), List.of()));
    List<Column> all = new ArrayList<>(inherited);
    all.addAll(own);
    tables.add(new Table(name, arrays, List.copyOf(all)));
    List<Column> keys = new ArrayList<>(inherited);
    own.stream().filter(TableForms::key).forEach(keys::add);
    for (Map.Entry<String, JsonNode> list : lists(schema)) {
      List<String> deeper = new ArrayList<>(arrays);
      deeper.add(list.getKey());
      JsonNode items = resolved(list.getValue().get("items"));
      rows(name + "." + list.getKey(), deeper, items, keys, records, tables);
    }
  }

  private static boolean key(Column column) {
    boolean code = column.path().size() == 2 && column.last().equals("code");
    return KEYS.contains(column.path().get(0)) && (column.path().size() == 1 || code);
  }

  /** A row's columns, with the list's name where an inherited one is called alike. */
  private static List<Column> own(
      List<String> arrays, List<Column> inherited, List<Column> columns) {
    Set<String> taken = inherited.stream().map(Column::name).collect(Collectors.toSet());
    Set<String> alike =
        columns.stream()
            .filter(column -> taken.contains(column.name()))
            .map(column -> column.path().get(0))
            .collect(Collectors.toSet());
    boolean unit =
        inherited.stream().anyMatch(c -> c.level() == 0 && c.name().equals("unit"))
            && columns.stream().noneMatch(c -> c.name().equals("unit"));
    List<Column> own = new ArrayList<>();
    for (Column c : columns) {
      boolean renamed = alike.contains(c.path().get(0));
      if (renamed && SAME.contains(c.name())) {
        continue;
      }
      String name = renamed ? arrays.get(arrays.size() - 1) + "_" + c.name() : c.name();
      boolean amount = unit && c.type() == Column.Type.DECIMAL && c.unit().isEmpty();
      String of = amount ? Column.UNIT_OF_ANSWER : c.unit();
      own.add(new Column(name, c.level(), c.path(), c.type(), of));
    }
    return own;
  }

  private List<Column> columns(JsonNode schema, int level, List<String> path) {
    List<Column> columns = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      JsonNode part = resolved(field.getValue());
      List<String> deeper = new ArrayList<>(path);
      deeper.add(field.getKey());
      if (level == 0 && deeper.equals(FRESHNESS)) {
        continue;
      }
      if (part.has("properties")) {
        columns.addAll(columns(part, level, deeper));
      } else if (!isList(part)) {
        columns.add(column(part, level, deeper));
      } else if (!path.isEmpty()) {
        columns.add(new Column(String.join("_", deeper), level, deeper, Column.Type.JSON, ""));
      }
    }
    return columns;
  }

  private static Column column(JsonNode schema, int level, List<String> path) {
    String unit = Headings.unit(path.get(path.size() - 1));
    return new Column(String.join("_", path), level, List.copyOf(path), cells(schema), unit);
  }

  private boolean plain(JsonNode schema) {
    return cells(schema) != Column.Type.JSON && !isList(schema);
  }

  private static Column.Type cells(JsonNode schema) {
    String format = schema.path("format").asText();
    return switch (type(schema)) {
      case "integer" -> Column.Type.INTEGER;
      case "boolean" -> Column.Type.BOOLEAN;
      case "array" -> Column.Type.LIST;
      case "number" -> format.equals("double") ? Column.Type.DOUBLE : Column.Type.DECIMAL;
      case "string" ->
          switch (format) {
            case "date-time" -> Column.Type.TIME;
            case "date" -> Column.Type.DATE;
            case "decimal" -> Column.Type.DECIMAL;
            default -> Column.Type.TEXT;
          };
      default -> Column.Type.JSON;
    };
  }

  /** The type; of several the one that is not null. */
  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    for (JsonNode one : type) {
      if (!one.asText().equals("null")) {
        return one.asText();
      }
    }
    return type.asText();
  }

  private JsonNode resolved(JsonNode schema) {
    if (schema.path("$ref").isTextual()) {
      return resolved(contract.at(schema.get("$ref").asText().substring(1)));
    }
    if (schema.has("allOf")) {
      ObjectNode whole = JSON.createObjectNode().put("type", "object");
      ObjectNode fields = whole.putObject("properties");
      schema.get("allOf").forEach(part -> fields.setAll(properties(resolved(part))));
      return whole;
    }
    for (JsonNode one : schema.path("oneOf")) {
      if (!one.path("type").asText().equals("null")) {
        return resolved(one);
      }
    }
    return schema;
  }

  private static Map<String, JsonNode> properties(JsonNode schema) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    schema
        .path("properties")
        .properties()
        .forEach(field -> properties.put(field.getKey(), field.getValue()));
    return properties;
  }
}
