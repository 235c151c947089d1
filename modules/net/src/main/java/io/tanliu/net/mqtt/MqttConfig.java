// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.net.mqtt;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Settings {@code mqtt.*} by their names, which may stand beside others.
 *
 * @param config what was set
 */
public record MqttConfig(Map<String, Object> config) {

  /** A text without the blanks around it; none when it is empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(config.get(name))
        .map(value -> value.toString().strip())
        .filter(value -> !value.isEmpty());
  }

  /** A file. */
  public Optional<Path> path(String name) {
    return text(name).map(Path::of);
  }

  /**
   * A topic.
   *
   * @throws IllegalArgumentException when it is no pattern
   */
  public TopicPattern topic(String name, String usual) {
    return TopicPattern.of(name, text(name).orElse(usual));
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException when it is none, or not from least to most
   */
  public int number(String name, int usual, int least, int most) {
    String sent = text(name).orElse(Integer.toString(usual));
    try {
      int number = Integer.parseInt(sent);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        name + ": " + sent + " (expected: " + least + " to " + most + ")");
  }
}
