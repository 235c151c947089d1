// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.net.mqtt;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A topic with one level that names a unit or station, such as {@code plant/{unit}/readings}. */
public final class TopicPattern {
  private final List<String> levels;
  private final int named;

  private TopicPattern(List<String> levels, int named) {
    this.levels = levels;
    this.named = named;
  }

  /**
   * Reads a pattern.
   *
   * @param setting what it is called where it was set
   * @throws IllegalArgumentException when not exactly one whole level is in braces, or another one
   *     is empty or a wildcard
   */
  public static TopicPattern of(String setting, String text) {
    List<String> levels = Arrays.asList(text.split("/", -1));
    int named = -1;
    for (int i = 0; i < levels.size(); i++) {
      String level = levels.get(i);
      boolean braces = level.startsWith("{") && level.endsWith("}");
      if (braces ? named >= 0 : level.isEmpty() || level.matches(".*[+#{}\\u0000].*")) {
        throw wrong(setting, text);
      }
      named = braces ? i : named;
    }
    if (named < 0 || text.startsWith("$")) {
      throw wrong(setting, text);
    }
    return new TopicPattern(levels, named);
  }

  private static IllegalArgumentException wrong(String setting, String text) {
    return new IllegalArgumentException(
        setting + ": " + text + " (expected: a topic with one level in braces: a/{id}/readings)");
  }

  /** What to subscribe to. */
  public String filter() {
    return withName("+");
  }

  /** The topic of one unit or station. */
  public String topic(String name) {
    return withName(name);
  }

  /** Whom a topic names; empty when it is another topic. */
  public Optional<String> name(String topic) {
    String[] sent = topic.split("/", -1);
    if (sent.length != levels.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < sent.length; i++) {
      if (i != named && !sent[i].equals(levels.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(sent[named]);
  }

  private String withName(String name) {
    return String.join(
        "/",
        IntStream.range(0, levels.size())
            .mapToObj(i -> i == named ? name : levels.get(i))
            .toList());
  }
}
