// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas are a contract: each version ever published stays readable, in both directions. */
class SchemaHistoryTest {
  private static final Path ROOT = Path.of(System.getProperty("tanliu.root", "../.."));
  private static final Path SCHEMAS = ROOT.resolve("schemas");
  private static final Path HISTORY = SCHEMAS.resolve("history");
  private static final String UPDATE =
      "./mvnw -pl modules/avro test -Dtest=SchemaHistoryTest -Dtanliu.update=true";

  @ParameterizedTest
  @MethodSource("names")
  void shouldDocumentEveryField(String name) {
    List<String> undocumented = new ArrayList<>();
    collectUndocumented(current(name), undocumented, new TreeSet<>());
    assertThat(undocumented).as("fields and types without doc").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldStayCompatibleWithEveryPublishedVersion(String name) {
    Schema current = current(name);
    for (Path version : versions(name)) {
      Schema published = parse(version);
      assertThat(problem(current, published)).as("reading what %s wrote", version).isEmpty();
      assertThat(problem(published, current)).as("being read by %s", version).isEmpty();
    }
  }

  /**
   * Avro would let a field with a default go; a reader that shows it would miss it all the same.
   */
  @ParameterizedTest
  @MethodSource("names")
  void shouldStillHaveEveryFieldThatWasPublished(String name) {
    Set<String> current = new TreeSet<>();
    collectFields(current(name), "", current);
    for (Path version : versions(name)) {
      Set<String> published = new TreeSet<>();
      collectFields(parse(version), "", published);
      assertThat(current).as("fields of %s", version).containsAll(published);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldHaveTheCurrentSchemaAsItsNewestVersion(String name) throws IOException {
    List<Path> versions = versions(name);
    Path next = HISTORY.resolve(name).resolve("v" + (versions.size() + 1) + ".avsc");
    boolean recorded =
        !versions.isEmpty()
            && parse(versions.get(versions.size() - 1)).toString().equals(current(name).toString());
    if (!recorded && Boolean.getBoolean("tanliu.update")) {
      Files.createDirectories(next.getParent());
      Files.copy(SCHEMAS.resolve(name + ".avsc"), next);
      return;
    }
    assertThat(recorded)
        .as(
            "schemas/%s.avsc differs from its newest version. Record it: copy it to %s, or run %s",
            name, ROOT.relativize(next), UPDATE)
        .isTrue();
  }

  @Test
  void shouldStillHaveEverySchemaThatWasPublished() throws IOException {
    try (Stream<Path> directories = Files.list(HISTORY)) {
      assertThat(names().toList())
          .containsAll(directories.map(path -> path.getFileName().toString()).toList());
    }
  }

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".avsc"))
          .map(name -> name.substring(0, name.length() - ".avsc".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static List<Path> versions(String name) {
    Path directory = HISTORY.resolve(name);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted(Comparator.comparingInt(SchemaHistoryTest::number)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(Path file) {
    return Integer.parseInt(file.getFileName().toString().replaceAll("^v(\\d+)\\.avsc$", "$1"));
  }

  private static String problem(Schema reader, Schema writer) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    return result.getType() == SchemaCompatibilityType.COMPATIBLE ? "" : result.getDescription();
  }

  private static void collectFields(Schema schema, String path, Set<String> found) {
    switch (schema.getType()) {
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          if (found.add(path + "." + field.name())) {
            collectFields(field.schema(), path + "." + field.name(), found);
          }
        }
      }
      case ARRAY -> collectFields(schema.getElementType(), path, found);
      case MAP -> collectFields(schema.getValueType(), path, found);
      case UNION -> schema.getTypes().forEach(type -> collectFields(type, path, found));
      default -> {
        // has no fields
      }
    }
  }

  private static void collectUndocumented(Schema schema, List<String> found, Set<String> seen) {
    switch (schema.getType()) {
      case RECORD -> {
        if (!seen.add(schema.getFullName())) {
          return;
        }
        note(schema.getDoc(), schema.getFullName(), found);
        for (Schema.Field field : schema.getFields()) {
          note(field.doc(), schema.getName() + "." + field.name(), found);
          collectUndocumented(field.schema(), found, seen);
        }
      }
      case ENUM, FIXED -> note(schema.getDoc(), schema.getFullName(), found);
      case ARRAY -> collectUndocumented(schema.getElementType(), found, seen);
      case MAP -> collectUndocumented(schema.getValueType(), found, seen);
      case UNION -> schema.getTypes().forEach(type -> collectUndocumented(type, found, seen));
      default -> {
        // a primitive is documented by its field
      }
    }
  }

  private static void note(String doc, String what, List<String> found) {
    if (doc == null || doc.isBlank()) {
      found.add(what);
    }
  }

  private static Schema current(String name) {
    return parse(SCHEMAS.resolve(name + ".avsc"));
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
