// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Confluent's resources, as functions of method, path and body. Subjects are never deleted. */
final class RegistryApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final SchemaStore store;
  private final SchemaLog log;

  RegistryApi(SchemaStore store, SchemaLog log) {
    this.store = store;
    this.log = log;
  }

  /**
   * Answers one request.
   *
   * @param path decoded segments of the path
   * @param query decoded query parameters
   * @param body JSON of the request; missing when there was none
   * @throws RegistryRefusal for every answer that is not 200
   */
  synchronized JsonNode handle(
      String method, List<String> path, Map<String, String> query, JsonNode body) {
    String resource = path.isEmpty() ? "" : path.get(0);
    List<String> rest = path.isEmpty() ? List.of() : path.subList(1, path.size());
    return switch (resource) {
      case "" -> JSON.objectNode();
      case "subjects" -> subjects(method, rest, body);
      case "schemas" -> schemas(method, rest);
      case "compatibility" -> compatibility(method, rest, query, body);
      case "config" -> config(method, rest, query, body);
      case "mode" -> JSON.objectNode().put("mode", "READWRITE");
      case "contexts" -> JSON.arrayNode().add(".");
      default -> throw RegistryRefusal.notFound(String.join("/", path));
    };
  }

  private JsonNode subjects(String method, List<String> path, JsonNode body) {
    only(method, "GET", "POST");
    if (path.isEmpty()) {
      only(method, "GET");
      ArrayNode names = JSON.arrayNode();
      store.subjects().forEach(names::add);
      return names;
    }
    String subject = path.get(0);
    if (path.size() == 1) {
      only(method, "POST");
      return full(store.lookup(subject, schema(body)));
    }
    if (!path.get(1).equals("versions")) {
      throw RegistryRefusal.notFound("subjects/" + String.join("/", path));
    }
    if (path.size() == 2) {
      return method.equals("POST") ? register(subject, schema(body)) : versions(subject);
    }
    only(method, "GET");
    StoredSchema found = store.version(subject, path.get(2));
    return path.size() == 3 ? full(found) : raw(path.subList(3, path.size()), found.schema());
  }

  private JsonNode register(String subject, Schema schema) {
    StoredSchema stored = store.decide(subject, schema);
    if (!store.holds(stored)) {
      log.append(stored);
      store.apply(stored);
    }
    return JSON.objectNode().put("id", stored.id());
  }

  private JsonNode versions(String subject) {
    ArrayNode numbers = JSON.arrayNode();
    store.versions(subject).forEach(stored -> numbers.add(stored.version()));
    return numbers;
  }

  private JsonNode schemas(String method, List<String> path) {
    only(method, "GET");
    if (path.equals(List.of("types"))) {
      return JSON.arrayNode().add("AVRO");
    }
    if (path.size() < 2 || !path.get(0).equals("ids")) {
      throw RegistryRefusal.notFound("schemas/" + String.join("/", path));
    }
    int id = id(path.get(1));
    if (path.size() == 2) {
      return JSON.objectNode().put("schema", store.byId(id).toString());
    }
    ArrayNode uses = JSON.arrayNode();
    switch (path.get(2)) {
      case "versions" ->
          store
              .usesOf(id)
              .forEach(
                  use ->
                      uses.addObject().put("subject", use.subject()).put("version", use.version()));
      case "subjects" -> store.usesOf(id).forEach(use -> uses.add(use.subject()));
      default -> {
        return raw(path.subList(2, path.size()), store.byId(id));
      }
    }
    return uses;
  }

  private JsonNode compatibility(
      String method, List<String> path, Map<String, String> query, JsonNode body) {
    only(method, "POST");
    if (path.size() < 3 || !path.get(0).equals("subjects") || !path.get(2).equals("versions")) {
      throw RegistryRefusal.notFound("compatibility/" + String.join("/", path));
    }
    String subject = path.get(1);
    Schema schema = schema(body);
    List<StoredSchema> against =
        path.size() > 3 ? List.of(store.version(subject, path.get(3))) : store.versions(subject);
    Optional<String> objection = store.objection(subject, schema, against);
    ObjectNode answer = JSON.objectNode().put("is_compatible", objection.isEmpty());
    if (Boolean.parseBoolean(query.get("verbose"))) {
      ArrayNode messages = answer.putArray("messages");
      objection.ifPresent(messages::add);
    }
    return answer;
  }

  private JsonNode config(
      String method, List<String> path, Map<String, String> query, JsonNode body) {
    Optional<String> subject = path.stream().findFirst();
    if (only(method, "GET", "PUT").equals("PUT")) {
      String wanted = body.path("compatibility").asText();
      Compatibility level =
          Compatibility.of(wanted).orElseThrow(() -> RegistryRefusal.invalidLevel(wanted));
      log.append(subject, level);
      store.apply(subject, level);
      return JSON.objectNode().put("compatibility", level.name());
    }
    if (subject.isPresent()
        && !store.hasOwnLevel(subject.get())
        && !Boolean.parseBoolean(query.get("defaultToGlobal"))) {
      throw RegistryRefusal.noSubjectConfig(subject.get());
    }
    return JSON.objectNode().put("compatibilityLevel", store.level(subject).name());
  }

  private static ObjectNode full(StoredSchema stored) {
    return JSON.objectNode()
        .put("subject", stored.subject())
        .put("version", stored.version())
        .put("id", stored.id())
        .put("schema", stored.text());
  }

  private static JsonNode raw(List<String> path, Schema schema) {
    if (!path.equals(List.of("schema"))) {
      throw RegistryRefusal.notFound(String.join("/", path));
    }
    return JSON.rawValueNode(new RawValue(schema.toString()));
  }

  private static Schema schema(JsonNode body) {
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw RegistryRefusal.invalidSchema("schemaType " + type + " (expected: AVRO)");
    }
    if (!body.path("references").isEmpty()) {
      throw RegistryRefusal.invalidSchema("references are not kept (expected: one whole schema)");
    }
    if (!body.path("schema").isTextual()) {
      throw RegistryRefusal.invalidSchema("no schema (expected: Avro JSON as text)");
    }
    try {
      return new Schema.Parser().parse(body.get("schema").asText());
    } catch (AvroRuntimeException e) {
      throw RegistryRefusal.invalidSchema(e.getMessage());
    }
  }

  private static int id(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw RegistryRefusal.notFound("schemas/ids/" + text);
    }
  }

  private static String only(String method, String... allowed) {
    if (!List.of(allowed).contains(method)) {
      throw RegistryRefusal.badMethod(method);
    }
    return method;
  }
}
