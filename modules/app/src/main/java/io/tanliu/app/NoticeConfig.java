// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.domain.notice.NoticeSettings;
import java.time.Duration;
import java.util.Map;

/** When groups of alerts are told, by the keys {@code notice.*} of a configuration. */
final class NoticeConfig {
  private NoticeConfig() {}

  /**
   * The settings.
   *
   * @throws IllegalArgumentException when a value cannot be used; the message has key or field,
   *     value and what was expected
   */
  static NoticeSettings of(Map<String, Object> config) {
    NoticeSettings defaults = NoticeSettings.DEFAULT;
    return new NoticeSettings(
        millis(config, "notice.group.wait.ms", defaults.groupWait()),
        millis(config, "notice.group.interval.ms", defaults.groupInterval()),
        millis(config, "notice.repeat.interval.ms", defaults.repeatInterval()),
        defaults.named());
  }

  private static Duration millis(Map<String, Object> config, String key, Duration byDefault) {
    Object value = config.get(key);
    if (value == null) {
      return byDefault;
    }
    String text = value.toString().strip();
    if (!text.matches("\\d{1,12}")) {
      throw new IllegalArgumentException(
          key + ": " + text + " (expected: milliseconds, 0 or more)");
    }
    return Duration.ofMillis(Long.parseLong(text));
  }
}
