// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Reads true-or-false settings. */
final class Flags {
  private Flags() {}

  static boolean read(Map<String, ?> config, String key, boolean byDefault) {
    Object value = config.get(key);
    if (value == null) {
      return byDefault;
    }
    return switch (value.toString().strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ConfigException(key, value, "expected: true or false");
    };
  }
}
