// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What docs/CONTRACTS.md promises of topics: nothing that was published becomes less. */
class TopicPromiseTest {
  private static final Path ROOT = Path.of(System.getProperty("tanliu.root", "../.."));
  private static final Path FILE = ROOT.resolve("schemas/topics-v1.txt");
  private static final String HEADER =
      """
      # SPDX-FileCopyrightText: The Tanliu authors
      # SPDX-License-Identifier: Apache-2.0
      # What is promised of the topics of version 1: name, value, key, partition, policy, retention (ms), once.
      # Written by TopicPromiseTest with -Dtanliu.update=true.
      """;

  /** One line of the file. */
  private record Promise(
      String name,
      String value,
      String key,
      String partition,
      String policy,
      long retention,
      boolean once) {

    static Promise of(TopicContract contract) {
      Map<String, String> config = contract.topic().config();
      String retention = config.getOrDefault("retention.ms", "-1");
      return new Promise(
          contract.topic().name(),
          ((Topic<?>) contract.topic()).valueType().getSimpleName(),
          contract.key().pattern(),
          contract.partitionedByWholeKey() ? "whole key" : "entity",
          config.get("cleanup.policy"),
          Long.parseLong(retention),
          contract.exactlyOnce());
    }

    static Promise of(String line) {
      String[] parts = line.split("\t", -1);
      return new Promise(
          parts[0],
          parts[1],
          parts[2],
          parts[3],
          parts[4],
          Long.parseLong(parts[5]),
          Boolean.parseBoolean(parts[6]));
    }

    String line() {
      return String.join(
          "\t", name, value, key, partition, policy, Long.toString(retention), "" + once);
    }

    /** Whether a reader of this may rely on that as well. */
    boolean keptBy(Promise now) {
      boolean longer = now.retention == -1 || (retention != -1 && now.retention >= retention);
      return now.value.equals(value)
          && now.key.equals(key)
          && now.partition.equals(partition)
          && now.policy.equals(policy)
          && longer
          && (now.once || !once);
    }
  }

  private static Map<String, Promise> current() {
    Map<String, Promise> current = new TreeMap<>();
    TopicContracts.all().stream()
        .filter(contract -> contract.audience().promised())
        .forEach(contract -> current.put(contract.topic().name(), Promise.of(contract)));
    return current;
  }

  @Test
  void shouldKeepWhatWasPromised() throws IOException {
    Map<String, Promise> current = current();
    if (Boolean.getBoolean("tanliu.update")) {
      StringBuilder text = new StringBuilder(HEADER);
      current.values().forEach(promise -> text.append(promise.line()).append('\n'));
      Files.writeString(FILE, text);
    }
    List<String> promised = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      if (!line.startsWith("#")) {
        Promise promise = Promise.of(line);
        promised.add(promise.name());
        Promise now = current.get(promise.name());
        assertThat(now).as("%s was promised", promise.name()).isNotNull();
        assertThat(promise.keptBy(now)).as("promised %s, now %s", promise, now).isTrue();
      }
    }
    assertThat(promised)
        .as("every promise is recorded; run this test with -Dtanliu.update=true")
        .containsExactlyElementsOf(current.keySet());
  }

  @Test
  void shouldFindWhatBreaksAPromise() {
    Promise promise = new Promise("t", "V", "^k$", "entity", "delete", 1_000, true);
    assertThat(promise.keptBy(promise)).isTrue();
    assertThat(promise.keptBy(new Promise("t", "V", "^k$", "entity", "delete", -1, true))).isTrue();
    assertThat(promise.keptBy(new Promise("t", "V", "^k$", "entity", "delete", 999, true)))
        .isFalse();
    assertThat(promise.keptBy(new Promise("t", "V", "^k$", "whole key", "delete", 1_000, true)))
        .isFalse();
    assertThat(promise.keptBy(new Promise("t", "V", "^k$", "entity", "compact", -1, true)))
        .isFalse();
    assertThat(promise.keptBy(new Promise("t", "V", "^k$", "entity", "delete", 1_000, false)))
        .isFalse();
    assertThat(promise.keptBy(new Promise("t", "W", "^k$", "entity", "delete", 1_000, true)))
        .isFalse();
    assertThat(promise.keptBy(new Promise("t", "V", "^l$", "entity", "delete", 1_000, true)))
        .isFalse();
  }
}
