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
  private static final String OTHERS = "default";

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

  /** Every operation with each status that it describes: {@code GET /a/{b} 200}. */
  public Set<String> answers() {
    Set<String> answers = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        for (Map.Entry<String, JsonNode> answer :
            operation.getValue().path("responses").properties()) {
          if (!answer.getKey().equals(OTHERS)) {
            answers.add(
                String.join(
                    " ",
                    operation.getKey().toUpperCase(Locale.ROOT),
                    path.getKey(),
                    answer.getKey()));
          }
        }
      }
    }
    return answers;
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

  /** What a reader of the document is not told; empty when everything says what it is. */
  public List<String> undescribed() {
    List<String> findings = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        described(operation.getKey() + " " + path.getKey(), operation.getValue(), findings);
      }
    }
    properties(root, "", findings);
    return findings;
  }

  /** A summary, tags, a description of each parameter and answer, and what comes when it fails. */
  private void described(String where, JsonNode operation, List<String> findings) {
    if (operation.path("summary").asText().isEmpty() || operation.path("tags").isEmpty()) {
      findings.add(where + ": no summary or no tags");
    }
    for (JsonNode parameter : operation.path("parameters")) {
      if (resolved(parameter).path("description").asText().isEmpty()) {
        findings.add(
            where + ": parameter " + resolved(parameter).path("name") + " is not described");
      }
    }
    boolean refusals = false;
    for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
      if (resolved(answer.getValue()).path("description").asText().isEmpty()) {
        findings.add(where + ": answer " + answer.getKey() + " is not described");
      }
      refusals |= !answer.getKey().startsWith("2");
    }
    if (!refusals) {
      findings.add(where + ": nothing said of how it is refused");
    }
  }

  /** Each field of each schema says what it is, there or in the schema that it refers to. */
  private void properties(JsonNode node, String where, List<String> findings) {
    for (Map.Entry<String, JsonNode> field : node.path("properties").properties()) {
      JsonNode schema = field.getValue();
      boolean said =
          schema.has("description") || schema.has("$ref") || schema.path("items").has("$ref");
      if (!said) {
        findings.add(where + ": field " + field.getKey() + " is not described");
      }
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      properties(field.getValue(), where + "/" + field.getKey(), findings);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      properties(node.get(i), where + "/" + i, findings);
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
    JsonNode described = operation.get().path("responses");
    JsonNode response = resolved(described.path(described.has("" + status) ? "" + status : OTHERS));
    if (response.isMissingNode()) {
      findings.add(where + ": the status is not described");
      return findings;
    }
    if (!response.has("content")) {
      if (!body.isEmpty()) {
        findings.add(where + ": a body, and none is described");
      }
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
    JsonNode named = root.get("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    if (!named.isMissingNode()) {
      return Optional.of(named);
    }
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
