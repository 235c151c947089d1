// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** An OpenAPI document, to hold a running server against it. */
public final class Contract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROBLEM = "application/problem+json";

  private final JsonNode root;

  private Contract(JsonNode root) {
    this.root = root;
  }

  /** The document in a resource that stands beside a class. */
  public static Contract of(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      Object document = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      return new Contract(JSON.valueToTree(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Method and path of every operation, as routes are written: {@code GET /a/{b}}. */
  public Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        routes.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }
    return routes;
  }

  /** What is wrong with the document itself; empty when nothing is. */
  public List<String> lint() {
    List<String> findings = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String where = operation.getKey() + " " + path.getKey();
        String id = operation.getValue().path("operationId").asText();
        if (id.isEmpty() || !ids.add(id)) {
          findings.add(where + ": operationId '" + id + "' is missing or given twice");
        }
        parameters(where, path.getKey(), operation.getValue(), findings);
      }
    }
    references(root, "", findings);
    for (Map.Entry<String, JsonNode> schema : root.at("/components/schemas").properties()) {
      required(schema.getKey(), schema.getValue(), findings);
    }
    return findings;
  }

  private void parameters(String where, String path, JsonNode operation, List<String> findings) {
    Set<String> declared = new TreeSet<>();
    for (JsonNode parameter : operation.path("parameters")) {
      JsonNode whole = resolved(parameter);
      if (whole.path("in").asText().equals("path")) {
        declared.add(whole.path("name").asText());
      }
    }
    Set<String> used = new TreeSet<>();
    for (String part : path.split("/")) {
      if (part.startsWith("{")) {
        used.add(part.substring(1, part.length() - 1));
      }
    }
    if (!declared.equals(used)) {
      findings.add(where + ": parameters " + declared + " in the path, described " + used);
    }
  }

  private void references(JsonNode node, String where, List<String> findings) {
    if (node.path("$ref").isTextual() && resolved(node).isMissingNode()) {
      findings.add(where + ": nothing at " + node.get("$ref").asText());
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      references(field.getValue(), where + "/" + field.getKey(), findings);
    }
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      references(node.get(i), where + "/" + i, findings);
    }
  }

  private static void required(String name, JsonNode schema, List<String> findings) {
    for (JsonNode field : schema.path("required")) {
      if (!schema.path("properties").has(field.asText())) {
        findings.add(name + ": required " + field.asText() + " is not described");
      }
    }
  }

  /**
   * Holds an answer against the document.
   *
   * @param path as asked, without query
   * @return what is not as it is described; empty when all is, or when there is no such path
   */
  public List<String> findings(
      String method, String path, int status, Optional<String> contentType, String body) {
    List<String> findings = new ArrayList<>();
    Optional<JsonNode> operation = operation(method, path);
    if (operation.isEmpty()) {
      return findings;
    }
    String where = method + " " + path + " " + status;
    JsonNode response = resolved(operation.get().path("responses").path(Integer.toString(status)));
    if (response.isMissingNode()) {
      findings.add(where + ": the status is not described");
      return findings;
    }
    String type = contentType.map(text -> text.split(";")[0].strip()).orElse("");
    JsonNode content = response.path("content").path(type);
    if (content.isMissingNode()) {
      findings.add(where + ": the type '" + type + "' is not described");
      return findings;
    }
    if (type.equals("application/json") || type.equals(PROBLEM)) {
      try {
        new SchemaCheck(this::resolved, findings)
            .check(where, JSON.readTree(body), content.path("schema"));
      } catch (JsonProcessingException e) {
        findings.add(where + ": no JSON: " + e.getOriginalMessage());
      }
    }
    return findings;
  }

  private Optional<JsonNode> operation(String method, String path) {
    for (Map.Entry<String, JsonNode> candidate : root.get("paths").properties()) {
      String pattern = candidate.getKey().replaceAll("\\{[^}]+}", "[^/]+").replace(".", "\\.");
      JsonNode operation = candidate.getValue().path(method.toLowerCase(Locale.ROOT));
      if (path.matches(pattern) && !operation.isMissingNode()) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }

  private JsonNode resolved(JsonNode node) {
    return node.path("$ref").isTextual() ? root.at(node.get("$ref").asText().substring(1)) : node;
  }
}
