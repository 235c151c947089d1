// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes the catalogue for operators, as a plain list and as Strimzi resources. */
public final class TopicManifest {
  /** Where the plain list stands in the repository. */
  public static final String PLAIN = "deploy/topics.yaml";

  /** Where the Strimzi resources stand in the repository. */
  public static final String STRIMZI = "deploy/kubernetes/topics.yaml";

  /** Partitions of every topic where nothing else is said. */
  public static final int PARTITIONS = 12;

  /** Copies of every partition. */
  public static final int REPLICAS = 3;

  private static final int MIN_IN_SYNC = 2;
  private static final String HEADER =
      """
      # SPDX-FileCopyrightText: The Tanliu authors
      # SPDX-License-Identifier: Apache-2.0
      # Generated from io.tanliu.wire.Topics by io.tanliu.wire.TopicManifest; do not edit.
      # Every topic needs the same number of partitions: all records of an entity are co-partitioned.
      """;

  private TopicManifest() {}

  /**
   * Writes both files.
   *
   * @param arguments root of the repository; default the working directory
   */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments.length == 0 ? "." : arguments[0]));
  }

  /** Writes both files under a root directory. */
  public static void write(Path root) throws IOException {
    Files.createDirectories(root.resolve(STRIMZI).getParent());
    Files.writeString(root.resolve(PLAIN), plain());
    Files.writeString(root.resolve(STRIMZI), strimzi());
  }

  /** The plain list. */
  public static String plain() {
    StringBuilder out = new StringBuilder(HEADER);
    out.append("partitions: ").append(PARTITIONS).append("  # of each topic; the same for all\n");
    out.append("replicas: ").append(REPLICAS).append("\n");
    out.append("topics:\n");
    for (TopicSpec topic : Topics.all()) {
      out.append("  - name: ").append(topic.name()).append('\n');
      out.append("    doc: ").append(quoted(topic.doc())).append('\n');
      out.append("    key: ").append(quoted(topic.keyDoc())).append('\n');
      out.append("    value: ").append(value(topic)).append('\n');
      out.append("    config:\n");
      config(out, "      ", topic.config());
    }
    return out.toString();
  }

  /** The Strimzi resources (KafkaTopic, kafka.strimzi.io/v1: Strimzi 0.49 or newer). */
  public static String strimzi() {
    StringBuilder out = new StringBuilder(HEADER);
    for (TopicSpec topic : Topics.all()) {
      out.append("---\n");
      out.append("# ").append(topic.doc()).append('\n');
      out.append("apiVersion: kafka.strimzi.io/v1\n");
      out.append("kind: KafkaTopic\n");
      out.append("metadata:\n");
      out.append("  name: ").append(topic.name()).append('\n');
      out.append("  labels:\n");
      out.append("    strimzi.io/cluster: tanliu\n");
      out.append("spec:\n");
      out.append("  partitions: ").append(PARTITIONS).append('\n');
      out.append("  replicas: ").append(REPLICAS).append('\n');
      out.append("  config:\n");
      Map<String, String> config = new TreeMap<>(topic.config());
      config.put("min.insync.replicas", Integer.toString(MIN_IN_SYNC));
      config(out, "    ", config);
    }
    return out.toString();
  }

  private static String value(TopicSpec topic) {
    return topic instanceof Topic<?> typed
        ? typed.valueType().getName() + "  # schemas/" + typed.valueType().getSimpleName() + ".avsc"
        : "bytes";
  }

  private static void config(StringBuilder out, String indent, Map<String, String> config) {
    new TreeMap<>(config)
        .forEach(
            (key, value) ->
                out.append(indent).append(key).append(": ").append(quoted(value)).append('\n'));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
