// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * What the registry knows, without storage or protocol. A change is first decided ({@link
 * #decide}), then written down by the caller, then applied; not safe for several threads.
 */
final class SchemaStore {
  static final Compatibility DEFAULT_LEVEL = Compatibility.FULL;

  private final Map<String, List<StoredSchema>> subjects = new TreeMap<>();
  private final Map<Integer, Schema> byId = new TreeMap<>();
  private final Map<String, Integer> idByText = new HashMap<>();
  private final Map<String, Compatibility> levels = new HashMap<>();

  /** The version that registering a schema leads to: an existing one, or one to be applied. */
  StoredSchema decide(String subject, Schema schema) {
    Optional<StoredSchema> known = find(subject, schema);
    if (known.isPresent()) {
      return known.get();
    }
    List<StoredSchema> earlier = subjects.getOrDefault(subject, List.of());
    level(Optional.of(subject))
        .objection(schema, schemas(earlier))
        .ifPresent(
            why -> {
              throw RegistryRefusal.incompatible(subject, why);
            });
    int id = idByText.getOrDefault(schema.toString(), nextId());
    return new StoredSchema(subject, earlier.size() + 1, id, schema);
  }

  boolean holds(StoredSchema stored) {
    return subjects.getOrDefault(stored.subject(), List.of()).size() >= stored.version();
  }

  void apply(StoredSchema stored) {
    List<StoredSchema> versions =
        subjects.computeIfAbsent(stored.subject(), name -> new ArrayList<>());
    if (versions.size() == stored.version() - 1) {
      versions.add(stored);
    }
    byId.put(stored.id(), stored.schema());
    idByText.putIfAbsent(stored.text(), stored.id());
  }

  void apply(Optional<String> subject, Compatibility level) {
    levels.put(subject.orElse(""), level);
  }

  StoredSchema lookup(String subject, Schema schema) {
    versions(subject);
    return find(subject, schema)
        .orElseThrow(() -> RegistryRefusal.noSchema("under subject '" + subject + "'"));
  }

  StoredSchema version(String subject, String version) {
    List<StoredSchema> versions = versions(subject);
    if (version.equals("latest") || version.equals("-1")) {
      return versions.get(versions.size() - 1);
    }
    int number = number(version);
    if (number > versions.size()) {
      throw RegistryRefusal.noVersion(version);
    }
    return versions.get(number - 1);
  }

  List<StoredSchema> versions(String subject) {
    List<StoredSchema> versions = subjects.get(subject);
    if (versions == null) {
      throw RegistryRefusal.noSubject(subject);
    }
    return List.copyOf(versions);
  }

  Collection<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  Schema byId(int id) {
    Schema schema = byId.get(id);
    if (schema == null) {
      throw RegistryRefusal.noSchema(Integer.toString(id));
    }
    return schema;
  }

  List<StoredSchema> usesOf(int id) {
    byId(id);
    return subjects.values().stream().flatMap(List::stream).filter(s -> s.id() == id).toList();
  }

  /** Why a schema may not stand beside the given versions, by the subject's level. */
  Optional<String> objection(String subject, Schema schema, List<StoredSchema> versions) {
    return level(Optional.of(subject)).objection(schema, schemas(versions));
  }

  /** The level in force, with the default of all subjects where a subject has none. */
  Compatibility level(Optional<String> subject) {
    Compatibility byDefault = levels.getOrDefault("", DEFAULT_LEVEL);
    return subject.map(name -> levels.getOrDefault(name, byDefault)).orElse(byDefault);
  }

  boolean hasOwnLevel(String subject) {
    return levels.containsKey(subject);
  }

  private Optional<StoredSchema> find(String subject, Schema schema) {
    String text = schema.toString();
    return subjects.getOrDefault(subject, List.of()).stream()
        .filter(stored -> stored.text().equals(text))
        .findFirst();
  }

  private int nextId() {
    return byId.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
  }

  private static List<Schema> schemas(List<StoredSchema> versions) {
    return versions.stream().map(StoredSchema::schema).toList();
  }

  private static int number(String version) {
    try {
      int number = Integer.parseInt(version);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below with the other numbers that are no version
    }
    throw RegistryRefusal.invalidVersion(version);
  }
}
